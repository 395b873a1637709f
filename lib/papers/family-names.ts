import { isAsianSurname, vietnameseSurnames } from "@/lib/papers/asian-surnames";

const particles = new Set(
  "van von vom der den dem de het 't da das do dos di del dei della dello delle degli dal dalla dall du des la las le les lo los ten ter te zu zum zur und af av op aan in im tot bin ibn ben bint binti al el ul ur abu abou bou abi ould oulad ait aït mac mc wa ó ní uí st. st san santa sainte vander vanden vande dela delos auf binte bte".split(
    " ",
  ),
);
// What follows these may be a family name of two or three words: "de la Vallée Poussin", "van Eijck van Heslinga".
const openers = new Set("van von de del della di du ten ter zu 't".split(" "));
const capitalOpeners = new Set("De Del Da Della Di San Sainte St.".split(" "));
const portuguese = new Set("da do das dos".split(" "));
// Names of saints and feasts, with which given names go on: "Maria de Lourdes M. Silva", "Jean de Dieu Nyandwi".
const devotions =
  /^(?:lourdes|lurdes|f[aá]tima|carmen|mar|pilar|rosario|dolores|mercedes|[aá]ngeles|dieu|dios|deus|jes[uú]s|concei[cç][aã]o|gra[cç]as|socorro|anjos|roc[ií]o|luz|guadalupe|nazar[eé])$/iu;
// Words between two parts of one family name: "Agüera y Arcas", "Schulte im Walde".
const joints = new Set("y i e à dit im".split(" "));
// "Friedhelm Meyer auf der Heide", "Maria Garcia de la Banda", "Haitz Sáez de Ocáriz".
const compound =
  /^(?:(?:Me[iy]er|Schulte|Schulze) (?:auf|zu|zum|zur|vom|im)\b.*|Scotto di .*|(?:(?!Beatr|Lu|Mun)\S*[eéií]z|García) del?\b.*|Garcia de(?:l| la)\b.*)$/;
// "D' Angelo", "dell' Acqua", and "O Brien" without an apostrophe.
const elided = /^(?:[dlm]|de?ll|dall|o)['’]$/i;
const irish =
  /^[OÓ] (?:h\p{Lu}|(?:Brien|Connell|Connor|Donnell|Donoghue|Dwyer|Grady|Hara|Keefe|Leary|Malley|Neill?|Reilly|Rourke|Shea|Sullivan|Toole)$)/u;
// They belong to the family name before them.
const kinship = /^(?:filho|neto|netto|sobrinho|uulu|kyzy|ogl[uy]|eddine?)$/i;

/**
 * Where the family name begins in a name whose given name comes first, with the particles before it ("van der Maaten") and
 * its other parts ("de la Vallée Poussin").
 * @param words of the name, at least two
 * @returns an index in them; 0 where there is no given name, as in "van Dijk"
 */
export function findFamilyName(words: string[]): number {
  const last = words.length - 1;
  let start = kinship.test(words[last] ?? "") && last > 1 && isWord(words[last - 1]) ? last - 1 : last;
  const initials = firstOfLastInitials(words);
  // South Indian names end with the initials of a father and a place, as "Swathi P S" does.
  if (initials > 0 && initials < last) start = initials;
  const joint = words[start - 1] ?? "";
  // "Ramón y Cajal" is a family name by itself.
  if (joints.has(joint) && (start > 2 || joint === "y")) start -= 2;
  while (start > 0 && isParticle(words, start - 1)) start -= 1;
  if (start < last && portuguese.has((words[start] ?? "").toLowerCase())) return start;
  const opener = findOpener(words, start) ?? start;
  return opener > 1 && compound.test(words.slice(opener - 1, opener + 2).join(" ")) ? opener - 1 : opener;
}

/** The words of a name in the usual order if a Chinese or Vietnamese family name is before initials: "Anthony Tung K. H.". */
export function surnameLast(words: string[]): string[] {
  const initials = firstOfLastInitials(words);
  const surname = words[initials - 1] ?? "";
  const end = words.slice(initials).join(" ");
  // "U" may be a family name itself.
  const isBefore = initials > 1 && end.length > 1 && isAsianSurname(surname);
  return isBefore ? [...words.slice(0, initials - 1), ...words.slice(initials), surname] : words;
}

/** Where the initials at the end of a name begin; 0 if it has nothing else. */
function firstOfLastInitials(words: string[]): number {
  return words.findLastIndex((word) => !/^\p{Lu}(?:\.-?\p{Lu})*\.?$/u.test(word)) + 1;
}

/** How many words at the beginning of a family name are particles in lower case: 2 of "van der Maaten". */
export function countParticles(words: string[]): number {
  const end = words.findIndex((word) => !particles.has(word));
  return end > 0 && end < words.length ? end : 0;
}

/** The first particle from which on all words are the family name, if that is before `end`. */
function findOpener(words: string[], end: number): number | undefined {
  for (let i = 1; i < end; i++) {
    const word = words[i] ?? "";
    if (!openers.has(word) && !(isCapitalOpener(words, i) && isParticle(words, i))) continue;
    let name = i + 1;
    while (particles.has((words[name] ?? "").toLowerCase()) && name < end) name += 1;
    const rest = words.slice(name);
    // An initial after the particle tells that given names go on: "Luiz F. da S. Coelho".
    const isDevotion =
      devotions.test(rest[0] ?? "") || /^Francisco de Ass?[ií]s$/.test(`${words[i - 1]} ${word} ${rest[0]}`);
    if (rest.length <= 3 && rest.every(isWord) && !isDevotion) return i;
  }
  return undefined;
}

function isCapitalOpener(words: string[], at: number): boolean {
  const [word = "", ...others] = words.slice(at);
  return capitalOpeners.has(word) || (/^L[ae]$/.test(word) && others.includes("de"));
}

function isParticle(words: string[], at: number): boolean {
  const word = words[at] ?? "";
  if (at > 0 && (elided.test(word) || irish.test(`${word} ${words[at + 1]}`))) return true;
  if (!particles.has(word.toLowerCase())) return false;
  const last = words.at(-1) ?? "";
  if (word === word.toLowerCase() && last !== last.toLowerCase())
    return at > 0 || words.length === 2 || isAllParticles(words);
  // A capitalised first word is a given name ("Le Zhang"), a later one belongs to the family name ("Yann Le Cun").
  const [first = ""] = words;
  const isGiven = /^(?:In|Im|Op|Wa)$/.test(word) && !particles.has(words[at + 1] ?? "");
  if (at === 0 || isGiven || vietnameseSurnames.has(first.toLowerCase())) return false;
  // Of these the Italian ones are told by a first name that is longer than a Chinese syllable: "Nicola De Cao".
  return !isAsianSurname(last) || (/^D[ei]$/.test(word) && first.length > 5);
}

function isAllParticles(words: string[]): boolean {
  return words.slice(0, -1).every((word) => particles.has(word));
}

function isWord(text: string | undefined): boolean {
  return text !== undefined && !/^\p{L}\.?$/u.test(text);
}
