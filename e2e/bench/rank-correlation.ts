/** Spearman's rank correlation of two lists of numbers; equal numbers share their mean rank. NaN where all numbers of a list are equal. */
export function rankCorrelation(one: number[], other: number[]): number {
  const [a, b] = [ranksOf(one), ranksOf(other)];
  const mean = (a.length - 1) / 2;
  let product = 0;
  let squaresOfA = 0;
  let squaresOfB = 0;
  for (let i = 0; i < a.length; i++) {
    const x = (a[i] ?? 0) - mean;
    const y = (b[i] ?? 0) - mean;
    product += x * y;
    squaresOfA += x * x;
    squaresOfB += y * y;
  }
  return product / Math.sqrt(squaresOfA * squaresOfB);
}

function ranksOf(values: number[]): number[] {
  const order = values.map((value, i) => ({ value, i })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (order[to]?.value === order[from]?.value && to < order.length) to++;
    for (const { i } of order.slice(from, to)) ranks[i] = (from + to - 1) / 2;
  }
  return ranks;
}
