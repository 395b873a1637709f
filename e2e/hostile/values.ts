import fc from "fast-check";
import { seededRandom } from "@/lib/base/random";

/** Texts that have once broken a parser, a database or a header, here or elsewhere. */
const known = [
  "",
  " ",
  "0",
  "-0",
  "-1",
  "1.5",
  "1e3",
  "1e400",
  "NaN",
  "Infinity",
  "null",
  "undefined",
  "true",
  "[]",
  "{}",
  "[object Object]",
  "2147483647",
  "2147483648",
  "9007199254740993",
  "4294967296",
  "9007199254740992",
  "9223372036854775807",
  "9223372036854775808",
  "-9223372036854775809",
  "99999999999999999999999999",
  "1e309",
  "-1e309",
  "+1",
  " 1",
  "1_000",
  "0b1",
  "１２",
  "٣",
  "0x7fffffff",
  "0000",
  "9999",
  "0000-01-01",
  "0001-01-01",
  "1899-12-31",
  "9999-12-31",
  "10000-01-01",
  "2026-13-45",
  "2026-02-30",
  "2026-02-29",
  "+275760-09-13",
  "-271821-04-20",
  "2026-03-12T00:00:00Z",
  "2026-03-12T99:99:99Z",
  "2026-3-1",
  "20260301",
  "2026-060",
  "2026-03-12 BC",
  "1900-01-01",
  "2200-12-31",
  "2201-01-01",
  "now",
  "infinity",
  "-infinity",
  "epoch",
  "2026-W53",
  "2200-W53",
  "2026-W54",
  "2026-W00",
  "0000-W01",
  "9999-W52",
  "2026-13",
  "0000-01",
  "9999-12",
  "bogus",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "\0",
  "a\0b",
  "%00",
  "%2500",
  "%ff",
  "%",
  "%E0%A4%A",
  "\ud800",
  "a\udfff",
  "\ufffe",
  "\ufeff",
  "\u202e",
  "\u2028",
  "İ",
  "ß",
  "ﬀ",
  "😀",
  "👩‍👩‍👧‍👦",
  "e\u0301\u0301\u0301",
  "\r\nSet-Cookie: a=b",
  "\t\n\v",
  "../../../etc/passwd",
  "..\\..\\",
  "//evil.example",
  "/\t/[",
  "/search?q=a\n%00",
  "http://[",
  "http://[::1",
  "javascript:alert(1)",
  "https://例え.jp/\ud800",
  "data:,x",
  "<script>alert(1)</script>",
  "' OR 1=1 --",
  '"; DROP TABLE papers; --',
  "{{7*7}}",
  "$1",
  "\\",
  "\\u0000",
  "'",
  '"',
  "`",
  "*",
  "?",
  "#",
  "&",
  "=",
  "a@b",
  "a@b,c@d",
  "a\0@example.org",
  "@",
  ".",
  "..",
  "q-abcd1234",
  "q-ABCD1234",
  "2601.05230",
  "2601.99999v999",
  "9999.99999",
  "math/0501999",
  "math/9999999",
  "10.48550/arXiv.2601.05230",
  "https://arxiv.org/abs/2601.05230",
  "au:",
  "year:0000",
  "year:9999-0000 cat:",
  '"',
  "-",
  "cat:cs.CL -cat:cs.CL",
  "title-9999999999",
  "9999999999999-9999999999999",
];

/** Contents of cursors, which are lists in JSON, written as base64. */
const cursors = [
  "[1,1,0]",
  "[1e308,1,0]",
  "[-1e308,1,0]",
  "[1e400,1,0]",
  "[1e15,1,0]",
  "[-1e15,2147483647,1000000]",
  "[0.5,2147483648,0]",
  "[1,9007199254740993,0]",
  "[1,1,-1]",
  "[1,1,1e9]",
  '["1",1,0]',
  "[null,null,null]",
  "[[[[]]]]",
  "{}",
  "1",
  '"\\ud800"',
  '["ListRecords","oai_dc",null,null,null,1e300,1,1]',
  '["ListRecords","oai_dc","\\u0000","0000-01-01",null,253402214400000,2147483647,9007199254740991]',
  '["ListIdentifiers","oai_dc",null,null,null,0,0,1]',
];

/** Bodies that are no JSON, or more of it than anybody needs. */
const jsonTexts = [
  "",
  "{",
  "nul",
  "[1,]",
  '{"a":1,"a":2}',
  '{"__proto__":{"role":"admin"},"constructor":1}',
  '{"key":"\\u0000"}',
  '{"key":"\\ud800"}',
  "1e400",
  "-0",
  '"text"',
  "[]",
  "null",
  "true",
  "[[[[[[[[]]]]]]]]",
  "[".repeat(100_000),
  `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`,
  `{"body":"${"\\u0061".repeat(30_000)}"}`,
  `[${"1,".repeat(50_000)}1]`,
  "\ufeff{}",
  "\xff\xfe{",
  '{"parentId":1e309,"limit":-0,"id":9223372036854775808}',
  '{"hour":1E400,"most":0.1e1,"days":2147483648}',
  '{"a":{"__proto__":null,"toJSON":1,"then":1}}',
];

/** Draws hostile values; the same seed always draws the same ones. */
export type Values = {
  random: () => number;
  /** Whether something of this probability happens. */
  chance: (probability: number) => boolean;
  pick: <T>(list: readonly T[]) => T;
  text: () => string;
  /** Any value that JSON can write, and some that it can only just write. */
  json: () => unknown;
  /** The text of a body that should be JSON. */
  jsonText: () => string;
};

/** Values drawn from those that are known to be dangerous, and from any that fast-check thinks of. */
export function hostileValues(seed: number): Values {
  const random = seededRandom(seed);
  const sampled = { seed, numRuns: 1000 };
  const strings = fc.sample(fc.string({ unit: "binary", maxLength: 40 }), sampled);
  const numbers = fc.sample(fc.oneof(fc.double(), fc.maxSafeInteger(), fc.integer()), sampled);
  const values = fc.sample(fc.jsonValue({ maxDepth: 3, noUnicodeString: false }), sampled);
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)];
    if (found === undefined) throw new Error("There is nothing to pick from");
    return found;
  };
  const chance = (probability: number) => random() < probability;
  const text = () => {
    if (chance(0.6)) return pick(known);
    if (chance(0.3)) return Buffer.from(pick(cursors)).toString("base64url");
    if (chance(0.5)) return pick(strings);
    if (chance(0.8)) return String(pick(numbers));
    return pick(known)
      .repeat(1 + Math.floor(random() * 2000))
      .slice(0, 64_000);
  };
  const json = (): unknown => {
    if (chance(0.5)) return text();
    if (chance(0.5)) return pick(numbers);
    return chance(0.5)
      ? pick(values)
      : pick([null, true, false, [], {}, [[]], [null], { a: {} }, -1, 0, 2 ** 53]);
  };
  const jsonText = () => (chance(0.7) ? pick(jsonTexts) : JSON.stringify(json()));
  return { random, chance, pick, text, json, jsonText };
}

/** Things that the hub has, so that a request gets past "not found": by the names of path parts, parameters and fields. */
export type Existing = Record<string, readonly string[]>;

/** A value for a named parameter: one that the hub knows, or a hostile one. @param good how often it is a known one */
export function valueFor(
  name: string,
  { chance, pick, text }: Values,
  existing: Existing,
  good: number,
): string {
  const known = existing[name];
  return known?.length && chance(good) ? pick(known) : text();
}

/** A text with U+FFFD in place of halves of characters, which cannot be encoded. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
