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

/** A number with its thousands grouped: 74,728. */
export function grouped(number: number): string {
  // Loading the rules of a locale takes a browser a moment, in which it cannot show that a button was pressed.
  return Number.isInteger(number) && Math.abs(number) < 1000 ? String(number) : number.toLocaleString("en");
}

/** A count with its noun: 1 upvote, 3 upvotes, 2,000 upvotes. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${count === 1 ? noun : `${noun}s`}`;
}

/**
 * A text as PostgreSQL and JSON can hold it: without NUL characters, and with U+FFFD in place of halves of a character
 * (lone surrogates), of which the drivers refuse some and change others.
 */
export function storableText(text: string): string {
  return text.replaceAll("\0", "").replace(loneSurrogate, "\ufffd");
}

const loneSurrogate = /\p{Surrogate}/gu;

/** The beginning of a text, without half of a character at its end. @param most its length at most, in UTF-16 code units */
export function beginningOf(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
}

/**
 * Unicode normalization in time linear in the length of a text. A run of combining marks is sorted in time with its
 * square, so at most 30 marks of a run are kept (Stream-Safe Text Format, UAX #15); no language puts more than a few on a letter.
 */
export function normalized(text: string, form: "NFC" | "NFKC" | "NFKD"): string {
  return text.replace(/(\p{M}{30})\p{M}+/gu, "$1").normalize(form);
}

/**
 * A short text that was pasted, as a keyboard writes it: full-width letters and digits, other dashes and full stops become
 * their usual forms, and characters without a shape (zero-width spaces, marks of direction) are left out.
 */
export function asTyped(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return normalized(text.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, ""), "NFKC")
    .replace(/\p{Pd}/gu, "-")
    .replace(/[。｡]/g, ".");
}

/**
 * Characters that nobody sees and that make two equal texts differ: zero-width ones, marks of direction, tags, and
 * noncharacters. The joiners of Persian, of Indian scripts and of emoji count only after a letter that never joins, as in
 * Latin, after a digit, or after a space.
 */
export const invisible =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufdd0-\ufdef\u{e0000}-\u{e007f}]|(?<=^|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Nd}\s])[\u200c\u200d]+/gu;

/** A text as it may stand in HTML, also within an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
