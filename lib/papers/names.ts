import { countParticles, findFamilyName, surnameLast } from "@/lib/papers/family-names";
import { isGroup } from "@/lib/papers/group-names";
import { withoutSigns } from "@/lib/papers/name-signs";

/** The name of a person in the parts that CSL defines (https://docs.citationstyles.org, "Name variables"). */
type PersonName = { family: string; given?: string; suffix?: string; "non-dropping-particle"?: string };

/** A name in the parts that CSL defines; that of a group, and a name of one word, is `literal`. */
export type NameParts = { literal: string } | PersonName;

const suffixes = /(?:[\s,]+|(?<=\p{Ll})-(?=[Jj]r))(jr\.?|jnr\.?|sr\.?|ii|iii|iv|2nd|3rd|4th)$/iu;
const isNumeral = /^(?:II|III|IV)$/;
const isSuffix = /^(?:jr\.?|jnr\.?|sr\.?|ii|iii|iv)$/i;
// "Waldir Junior" and "Andrew W. Senior" have it as their family name.
const spelledSuffix = /\s(junior|júnior)$/iu;
const twoWords = /\S\s+\p{L}[\p{L}’'-]+\s*$/u;
const titles =
  /^(?:(?:Dr|Prof|Mr|Mrs|Ms|Capt|Ing|Ir|Dipl\.-Ing|rer|nat|habil)\.\s*|(?:Dr|Prof|Professor)\s+)+(?=\p{Lu})/u;
const degrees =
  /(?:,?\s+(?:M\.\s?D\.|M\.D|Ph\.\s?D\.?|M\.\s?Sc\.?|B\.\s?Sc\.?|D\.\s?Phil\.?|MD|PhD|MSc|BSc|MPH|MBBS|DPhil|PharmD))+$/;
const membership = /^(.*\S\s+\S+)\s+(?:(?:Senior|Student|Life) )?Member(?:,? IEEE)?$/;
// After a comma these are degrees and memberships; elsewhere they may be initials or a family name in capitals.
const listedDegrees =
  /(?:,\s*(?:MD|MS|MA|MSc|BS|BA|BSc|DO|PhD|RN|MPH|MBA|DDS|DVM|FRCR|FRCS|FACS|FRCP|FRS|FREng|OBE|CBE|Esq|PE|JD|DSc|deceased|IEEE|FIEEE|(?:Senior |Student |Life )?(?:Member|Fellow)(?: IEEE)?))+$/i;
const hanSurnames = /^(欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|夏侯|皇甫|尉迟|公孙|令狐|慕容|东方|南宫)/u;
const eastAsian = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー・\s]+$/u;

// No person's name is longer; the patterns above would take time with the square of its length.
const maxPersonLength = 200;

/**
 * Splits an author's name, given name first: "Ludwig van Beethoven Jr." has a particle and a suffix; "ATLAS Collaboration"
 * and single names stay whole; names in Chinese, Japanese or Korean script start with the family. Signs of footnotes,
 * titles, degrees ("Dr.", "MD") and what stands in brackets at the end are left out.
 * @param told the family name as the source has it, else empty. Sources split by rules too, and call "AI" the family name of
 *   "Inclusion AI", so only a family name of several words is taken from them
 */
export function splitName(name: string, told = ""): NameParts {
  if (name.length > maxPersonLength) return { literal: name };
  const signless = withoutSigns(name);
  const whole = signless.replace(/\s*(?:\([^()]*\)|\[[^[\]]*\])\s*$/, "").trim() || signless;
  if (eastAsian.test(whole)) return splitEastAsian(whole);
  // A name of several words without a given name is no person's.
  if (isGroup(whole) || (/\s/.test(told) && whole === told)) return { literal: whole };
  const person = whole
    .replace(listedDegrees, "")
    .replace(degrees, "")
    .replace(membership, "$1")
    .replace(titles, "");
  const suffix = findSuffix(person);
  const bare = suffix ? person.slice(0, -suffix.length).replace(/[\s,-]+$/, "") : person;
  const parts = splitAsTold(bare, told) ?? splitAtComma(bare) ?? splitWesternName(bare);
  if (!parts) return { literal: person };
  return suffix && !("literal" in parts) ? { ...parts, suffix } : parts;
}

/** A name with the family name first, as in lists of references: "van Beethoven, Ludwig, Jr.". @param told as for splitName */
export function sortableName(name: string, told = ""): string {
  const parts = splitName(name, told);
  if ("literal" in parts) return parts.literal;
  return [fullFamilyName(parts), parts.given, parts.suffix].filter(Boolean).join(", ");
}

/**
 * A name for programs that split at the first comma, as Zotero does: "van Beethoven, Ludwig", "King, Martin Luther Jr.". A
 * comma after a name without a given name keeps them from splitting it: "Inclusion AI,". @param told as for splitName
 */
export function commaName(name: string, told = ""): string {
  const parts = splitName(name, told);
  const family = "literal" in parts ? parts.literal : fullFamilyName(parts);
  const given = "literal" in parts ? "" : [parts.given, parts.suffix].filter(Boolean).join(" ");
  if (given) return `${family}, ${given}`;
  return family.includes(" ") ? `${family},` : family;
}

/** Whether an author stands for others whom the source does not name, as the last of "B. Aubert, et al" does. */
export function isEtAl(name: string): boolean {
  return /^\W{0,5}(?:et\.?\s?al|(?:and )?(?:\d{1,4} )?others|\d{1,4} (?:additional|more|other) authors)\W{0,5}$/i.test(
    name,
  );
}

/** A family name with its particle, for formats without a field for that. */
export function fullFamilyName(name: PersonName): string {
  return [name["non-dropping-particle"], name.family].filter(Boolean).join(" ");
}

function findSuffix(name: string): string | undefined {
  const spelled = spelledSuffix.exec(name)?.[1];
  if (spelled && twoWords.test(name.slice(0, -spelled.length))) return spelled;
  const suffix = suffixes.exec(name)?.[1];
  // "A. II" would be left without a family name.
  return suffix && /\S{2,}[\s,]+\S+$/.test(name) && /\s\S+[\s,]+\S+$|,|-[Jj]r\.?$/.test(name)
    ? suffix
    : undefined;
}

function splitEastAsian(name: string): NameParts {
  const spaced = /^(\S+)\s+(\S.*)$/u.exec(name);
  if (spaced) return { family: spaced[1] ?? "", given: spaced[2] ?? "" };
  const long = hanSurnames.exec(name)?.[0];
  if (long && long.length < name.length) return { family: long, given: name.slice(long.length) };
  // Names with kana or of four characters are Japanese, and only a dictionary could tell where the family name ends.
  const short = /^[\p{Script=Han}\p{Script=Hangul}]{2,3}$/u.test(name);
  return short ? { family: name.slice(0, 1), given: name.slice(1) } : { literal: name };
}

function splitAsTold(name: string, told: string): PersonName | null {
  if (!/\s/.test(told) || !name.endsWith(` ${told}`)) return null;
  return { ...withParticle(told.split(/\s+/)), given: name.slice(0, -told.length).trim() };
}

/** Splits "Lovelace, Ada" and "King, Jr., Martin Luther"; other texts with commas are several names and stay whole. */
function splitAtComma(name: string): NameParts | null {
  if (!name.includes(",")) return null;
  const [first = "", second = "", third = "", ...more] = name.split(/\s*,\s*/);
  const given = third || second;
  if (!first || !given || more.length > 0 || (third && !isSuffix.test(second))) return { literal: name };
  const own = findSuffix(`. ${first}`);
  const suffix = third ? second : own;
  const family = own ? first.slice(0, -own.length).trim() : first;
  return { ...withParticle(family.split(/\s+/)), given, ...(suffix && { suffix }) };
}

function splitWesternName(name: string): PersonName | null {
  const words = surnameLast(name.split(/\s+/));
  // "Belle II" is no person.
  if (words.length < 2 || (words.length === 2 && isNumeral.test(words[1] ?? ""))) return null;
  const start = findFamilyName(words);
  const family = withParticle(words.slice(start));
  return start === 0 ? family : { ...family, given: words.slice(0, start).join(" ") };
}

function withParticle(family: string[]): PersonName {
  const count = countParticles(family);
  const name = family.slice(count).join(" ");
  return count > 0
    ? { "non-dropping-particle": family.slice(0, count).join(" "), family: name }
    : { family: name };
}
