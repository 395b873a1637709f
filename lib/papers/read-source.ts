import { cleanLine } from "@/lib/papers/arxiv/cleaning";
import { isGroup } from "@/lib/papers/group-names";
import { latexReaderVersion, latexToParagraphs, latexToText } from "@/lib/papers/latex/latex";
import { nameReaderVersion, withoutSigns } from "@/lib/papers/name-signs";

/** An author's name as a source gives it: one string, or its parts. */
export type SourceName = string | { family: string; given?: string; suffix?: string };

/** The text of a paper as its source gave it, LaTeX and line breaks included. */
export type SourceText = {
  title: string;
  abstract: string;
  comment: string | null;
  journalRef: string | null;
  /** In the paper's order. */
  authors: SourceName[];
};

/** The text of a paper as people read it. */
export type ReadText = {
  /** Title and abstract are output of latexToText, with formulas in dollars; print them with splitMath or plainText. */
  title: string;
  abstract: string;
  comment: string | null;
  journalRef: string | null;
  /** Full names in the paper's order, "Ada Lovelace". */
  authors: string[];
  /** The family name of each author, empty where the source gave one string; without entries if it gave all names so. */
  familyNames: string[];
};

/** The version of `readSource`. Papers that an older one read are read again by the worker. */
export const readerVersion = latexReaderVersion + nameReaderVersion;

/** A name of which a source gives the parts. Those that are empty are left out; without a family name it is one string. */
export function sourceName(parts: { family?: string; given?: string; suffix?: string }): SourceName {
  const [family = "", given, suffix] = [parts.family, parts.given, parts.suffix].map((part) => part?.trim());
  if (!family) return [given, suffix].filter(Boolean).join(" ");
  return { family, ...(given && { given }), ...(suffix && { suffix }) };
}

/** Reads what a source said about a paper into what people see. @returns both */
export function readSource(source: SourceText): ReadText & { sourceText: SourceText } {
  const names = source.authors
    .flatMap(splitPeople)
    .map((name, i, all) => readName(name, all[i + 1] === ":"))
    .filter(({ name }) => isName(name) && !isMembership(name));
  const familyNames = names.map(({ family }) => family);
  return {
    title: latexToText(source.title),
    abstract: latexToParagraphs(source.abstract),
    comment: cleanLine(source.comment ?? ""),
    journalRef: cleanLine(source.journalRef ?? ""),
    authors: names.map(({ name }) => name),
    familyNames: familyNames.some(Boolean) ? familyNames : [],
    sourceText: source,
  };
}

/** Whether a text can be a name: some sources list stray punctuation, such as the ":" after a team's name, as an author. */
export function isName(text: string): boolean {
  return /\p{L}/u.test(text);
}

/** What a source took for an author where a list had it after a name: "Jane Doe, Fellow, IEEE". */
function isMembership(name: string): boolean {
  return /^(?:(?:(?:senior|student|life) )?(?:member|fellow)(?:,? ieee)?|ieee|ph\.? ?d\.?|m\.d\.)$/i.test(
    name,
  );
}

// What stands between two people, with the ways in which "and" is mistyped. A full stop does if a whole word is before it.
const betweenPeople =
  /\s*;\s*|,?\s+(?:and|an[abdfs]?|amd|nad|with an appendix by)\s+|(?<=\s\p{L}[\p{L}'’-]+)(?<!\s(?:St|Md|Jr|Sr|Dr|Ing|Th|Ph|Ch|Kr|Sk))\.\s+/u;
const beforeOthers = /^(\p{Lu}.*?)[\s,;(]+((?:and\s+)?(?:et\.?\s*al\.?|(?:\d+\s+)?others)\)?)$/iu;
const beforeGroup =
  /^(.+?),?\s+(?:on behalf of(?: the)?|for the)\s+(.*\b(?:collaborations?|consorti(?:um|a)|team|group|project)\b.*)$/i;

/**
 * The people whom a source names in one string: "Donald Johann Jr. and Fred Prior", "Ana Lima; Rui Costa", "Can Ma. Yu Zhou",
 * "Jane Doe et al.", "Jane Doe on behalf of the LHCb Collaboration", "LHCb Collaboration: R. Aaij".
 */
function splitPeople(source: SourceName): SourceName[] {
  if (typeof source !== "string" || source.length > 2000) return [source];
  const others = beforeOthers.exec(source);
  if (others) return [...splitPeople(others[1] ?? ""), others[2] ?? ""];
  const [, person = "", theirGroup = ""] = beforeGroup.exec(source) ?? [];
  if (isPerson(person)) return [person, theirGroup];
  const [, group = "", member = ""] = /^([^:]+):\s+(.+)$/.exec(source) ?? [];
  if (isGroup(group) && isPerson(member)) return [group, ...splitPeople(member)];
  const parts = source.split(betweenPeople).filter(Boolean);
  return parts.length > 1 && parts.every(isPerson) ? parts : [source];
}

function isPerson(name: string): boolean {
  return /^\p{Lu}\S* +\S*\p{L}/u.test(name) && !isGroup(name);
}

/** @param isTeam whether the source has a colon after it, as after the name of a team before those of its members */
function readName(source: SourceName, isTeam: boolean): { name: string; family: string } {
  if (typeof source === "string") {
    const name = withoutSigns(cleanName(source));
    return { name, family: isTeam ? name : "" };
  }
  const parts = [source.given, source.family, source.suffix]
    .filter((part) => part !== undefined)
    .map((part) => part.replace(letterAtEnd, "$&{}"));
  const name = withoutSigns(cleanName(parts.join(" ")));
  // Some sources split a name within a command: of "Petojevi\' c" they call the "c" the family name.
  const spelled = parts.map(cleanName).join(" ");
  return { name, family: spelled === name ? (cleanLine(source.family) ?? "") : "" };
}

// TeX takes the space after a letter that is a command, but "Pawe\l Horodecki" means two words, unlike "S\o ren".
const letterAtEnd = /\\(?:[lo]|[LO]|ss|aa|ae|oe|AA|AE|OE|dj|DJ)$/;
const letterBeforeWord = /\\(?:[lo]|ss|aa|ae|oe|dj)(?=\s+\p{Lu})|\\(?:[LO]|AA|AE|OE|DJ)(?=\s+\p{Lu}\p{Ll})/gu;
// What leads from a name to a footnote, an institute or an address in the LaTeX of papers.
const marks =
  /\\(?:inst|thanks|footnote(?:mark)?|fnmsep|IEEEauthor\w+|IEEEmembership|orcid\w*|email|affil|altaffil\w*)\b(?:\[[^\]]*\])?(?:\{(?:[^{}]|\{[^{}]*\})*\})?/g;
const ogoneks: Record<string, string> = { "a\u0327": "ą", "A\u0327": "Ą", "\u0229": "ę", "\u0228": "Ę" };

/**
 * A name on one line. arXiv's lists of authors in parts have a space in "C. -P. Yuan", which nobody writes; hyphens are set
 * as dashes in some, Polish letters with a cedilla, and the last letter of "Veli\v{c}kovi \'c" apart.
 */
function cleanName(source: string): string {
  const latex = source
    .replace(marks, "")
    .replace(letterBeforeWord, "$&{}")
    .replace(/(?<=\p{L})-{2,3}(?=\p{L})/gu, "-");
  return (cleanLine(latex) ?? "")
    .replace(/(?<=\p{L}\.) (?=-\p{Lu})/gu, "")
    .replace(/(?<=\p{Ll}) (?=[čćđšžńśźżłňřťďľ]$)/u, "")
    .replace(/[aA]\u0327|[\u0228\u0229]/gu, (letter) => ogoneks[letter] ?? letter);
}
