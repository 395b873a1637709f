/** A count in short form: 312, 1.4k, 27k. */
export function shortCount(count: number): string {
  if (count < 1000) return String(count);
  const thousands = count / 1000;
  return `${thousands < 9.95 ? thousands.toFixed(1).replace(/\.0$/, "") : Math.round(thousands)}k`;
}

const suffixes = { one: "st", two: "nd", few: "rd", other: "th", zero: "th", many: "th" };
const ordinals = new Intl.PluralRules("en", { type: "ordinal" });

/** An ordinal number: 1st, 2nd, 13th. */
export function ordinal(n: number): string {
  return `${n}${suffixes[ordinals.select(n)]}`;
}

/** A count with its noun: 1 upvote, 3 upvotes. */
export function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}

/** A number of votes, rounded for display: 38, 2.4, under 0.1. */
export function voteNumber(votes: number): string {
  if (votes < 0.05) return "under 0.1";
  return votes < 9.95 ? String(Number(votes.toFixed(1))) : Math.round(votes).toLocaleString("en");
}

/** Heat units as a factor on the number of votes: 1.63 is 3.1, -2 is 0.25, 0.06 is 1.04. */
export function multiple(heat: number): string {
  const by = 2 ** heat;
  if (Math.abs(by - 1) < 0.1) return String(Number(by.toFixed(2)));
  return by >= 9.95 ? String(Math.round(by)) : String(Number(by.toPrecision(2)));
}
