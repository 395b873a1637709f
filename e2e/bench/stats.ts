/** Throughput, times and failures of a run of requests or queries. Times are in milliseconds. */
export type Measured = { perSecond: number; p50: number; p95: number; p99: number; failed: number };

/**
 * The percentile of a list by nearest rank; 0 for an empty list.
 * @param values in any order
 * @param share 0.5 for the median
 */
export function percentile(values: number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/**
 * Summarises a run.
 * @param times the time of each answer, in milliseconds
 * @param seconds how long the run took
 * @param failed how many answers were errors
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
