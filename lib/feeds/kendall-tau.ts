/** Kendall's tau-b of pairs of values, −1 to 1, which allows for ties (Kendall, Biometrika 33, 1945). 1 where all are tied. */
export function kendallTau(pairs: (readonly [number, number])[]): number {
  let sum = 0;
  let left = 0;
  let right = 0;
  for (const [i, [a, b]] of pairs.entries())
    for (const [c, d] of pairs.slice(i + 1)) {
      const x = Math.sign(a - c);
      const y = Math.sign(b - d);
      sum += x * y;
      left += x * x;
      right += y * y;
    }
  return left && right ? sum / Math.sqrt(left * right) : 1;
}
