/** A name in the parts that CSL defines (https://docs.citationstyles.org, "Name variables"). */
export type NameParts =
  | { literal: string }
  | { family: string; given?: string; suffix?: string; "non-dropping-particle"?: string };

const groups =
  /\b(collaborations?|teams?|consortium|consortia|group|project|initiative|community|organi[sz]ation|network|committee|alliance|institute|university|laborator(y|ies)|labs?|research|foundation|participants|contributors)\b/i;
const suffixes = /[\s,]+(jr\.?|sr\.?|junior|senior|ii|iii|iv|2nd|3rd|4th)$/i;
const particles = new Set(
  "van von vom der den de het 't da das do dos di del dei della dello degli du des la le les lo ten ter te zu zum zur af av bin ibn bint al el st.".split(
    " ",
  ),
);
// In Vietnamese names "Van" is a middle name and no particle: the family name of "Anh Van Nguyen" is Nguyen.
const vietnamese =
  /^(nguy[eễ]n|tr[aầ]n|l[eê]|ph[aạ]m|ho[aà]ng|hu[yỳ]nh|phan|v[uũoõ]|[dđ][aặ]ng|b[uù]i|ng[oô])$/i;
const hanSurnames = /^(欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|夏侯|皇甫|尉迟|公孙|令狐|慕容|东方|南宫)/u;
const eastAsian = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー・\s]+$/u;

// No person's name is longer; the patterns below would take time with the square of its length.
const maxPersonLength = 200;

/**
 * Splits an author's name as arXiv writes it, given name first: "Ludwig van Beethoven Jr." has a particle and a suffix;
 * "ATLAS Collaboration" and single names stay whole; names in Chinese, Japanese or Korean script start with the family.
 */
export function splitName(name: string): NameParts {
  if (name.length > maxPersonLength) return { literal: name };
  const whole = name.replace(/\s*\([^()]*\)\s*$/, "").trim() || name;
  if (eastAsian.test(whole)) return splitEastAsian(whole);
  if (groups.test(whole) || /[&:/]|\b(and|for|of|the)\b/.test(whole)) return { literal: whole };
  const suffix = suffixes.exec(whole)?.[1];
  const bare = suffix ? whole.replace(suffixes, "") : whole;
  const parts = bare.includes(",") ? splitAtComma(bare) : splitWesternName(bare);
  if (!parts) return { literal: whole };
  return suffix ? { ...parts, suffix } : parts;
}

/** A name with the family name first, as in lists of references: "van Beethoven, Ludwig, Jr.". */
export function sortableName(name: string): string {
  const parts = splitName(name);
  if ("literal" in parts) return parts.literal;
  const family = [parts["non-dropping-particle"], parts.family].filter(Boolean).join(" ");
  return [family, parts.given, parts.suffix].filter(Boolean).join(", ");
}

type Split = { family: string; given?: string; "non-dropping-particle"?: string };

function splitEastAsian(name: string): NameParts {
  const spaced = /^(\S+)\s+(\S.*)$/u.exec(name);
  if (spaced) return { family: spaced[1] ?? "", given: spaced[2] ?? "" };
  const long = hanSurnames.exec(name)?.[0];
  if (long && long.length < name.length) return { family: long, given: name.slice(long.length) };
  // Names with kana or of four characters are Japanese, and only a dictionary could tell where the family name ends.
  const short = /^[\p{Script=Han}\p{Script=Hangul}]{2,3}$/u.test(name);
  return short ? { family: name.slice(0, 1), given: name.slice(1) } : { literal: name };
}

function splitAtComma(name: string): Split | null {
  const [family = "", given = "", ...more] = name.split(/\s*,\s*/);
  return family && given && more.length === 0 ? { ...withParticle(family), given } : null;
}

function splitWesternName(name: string): Split | null {
  const words = name.split(/\s+/);
  const last = words.length - 1;
  if (last < 1) return null;
  let start = last;
  while (start > 0 && isParticle(words[start - 1] ?? "", words[last] ?? "", start === 1)) start -= 1;
  const family = withParticle(words.slice(start).join(" "));
  return start === 0 ? family : { ...family, given: words.slice(0, start).join(" ") };
}

function isParticle(word: string, family: string, first: boolean): boolean {
  if (!particles.has(word.toLowerCase())) return false;
  // A capitalised first word is a given name ("Le Zhang"), a later one belongs to the family name ("Yann Le Cun").
  if (word === word.toLowerCase()) return true;
  return !first && !vietnamese.test(family);
}

function withParticle(family: string): Split {
  const words = family.split(/\s+/);
  const end = words.findIndex((word) => !particles.has(word));
  if (end <= 0) return { family };
  return { "non-dropping-particle": words.slice(0, end).join(" "), family: words.slice(end).join(" ") };
}
