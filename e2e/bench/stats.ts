/** How a run of requests or queries went. Times in milliseconds. */
export type Measured = { perSecond: number; p50: number; p95: number; p99: number; failed: number };

/**
 * The value that this share of the list does not exceed (nearest rank).
 * @param values in any order; 0 for none
 * @param share 0.5 for the median
 */
export function percentile(values: number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/**
 * Sums a run up.
 * @param times one for each answer, in milliseconds
 * @param seconds how long the run took
 * @param failed how many of the answers were not what was asked for
 */
export function summarise(times: number[], seconds: number, failed = 0): Measured {
  return {
    perSecond: times.length / seconds,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
    failed,
  };
}
