import { isAsianSurname, vietnameseSurnames } from "@/lib/papers/asian-surnames";

const particles = new Set(
  "van von vom der den dem de het 't da das do dos di del dei della dello delle degli dal dalla dall du des la las le les lo los ten ter te zu zum zur und af av op aan in im tot bin ibn ben bint binti al el ul ur abu abou ould ait mac mc wa ó ní st.".split(
    " ",
  ),
);
// What follows these may be a family name of two or three words: "de la Vallée Poussin", "van Eijck van Heslinga".
const openers = new Set("van von de del della di du ten ter zu 't".split(" "));
const capitalOpeners = new Set("De Del Da Della Di".split(" "));
const portuguese = new Set("da do das dos".split(" "));
// Names of saints and feasts, with which given names go on: "Maria de Lourdes M. Silva", "Jean de Dieu Nyandwi".
const devotions =
  /^(?:lourdes|lurdes|f[aá]tima|carmen|mar|pilar|rosario|dolores|mercedes|[aá]ngeles|dieu|dios|deus|jes[uú]s|concei[cç][aã]o|gra[cç]as|socorro|anjos|roc[ií]o|luz|guadalupe|nazar[eé])$/iu;
// Words between two parts of one family name: "Agüera y Arcas", "Schulte im Walde".
const joints = new Set("y i e dit im".split(" "));
// They belong to the family name before them.
const kinship = /^(?:filho|neto|netto|sobrinho)$/i;

/**
 * Where the family name begins in a name whose given name comes first, with the particles before it ("van der Maaten") and
 * its other parts ("de la Vallée Poussin").
 * @param words of the name, at least two
 * @returns an index in them; 0 where there is no given name, as in "van Dijk"
 */
export function findFamilyName(words: string[]): number {
  const last = words.length - 1;
  let start = kinship.test(words[last] ?? "") && last > 1 && isWord(words[last - 1]) ? last - 1 : last;
  const joint = words[start - 1] ?? "";
  // "Ramón y Cajal" is a family name by itself.
  if (joints.has(joint) && (start > 2 || joint === "y")) start -= 2;
  while (start > 0 && isParticle(words, start - 1)) start -= 1;
  if (start < last && portuguese.has((words[start] ?? "").toLowerCase())) return start;
  return findOpener(words, start) ?? start;
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
    if (!openers.has(word) && !(capitalOpeners.has(word) && isParticle(words, i))) continue;
    let name = i + 1;
    while (particles.has((words[name] ?? "").toLowerCase()) && name < end) name += 1;
    const rest = words.slice(name);
    // An initial after the particle tells that given names go on: "Luiz F. da S. Coelho".
    if (rest.length <= 3 && rest.every(isWord) && !devotions.test(rest[0] ?? "")) return i;
  }
  return undefined;
}

function isParticle(words: string[], at: number): boolean {
  const word = words[at] ?? "";
  if (!particles.has(word.toLowerCase())) return false;
  const last = words.at(-1) ?? "";
  if (word === word.toLowerCase() && last !== last.toLowerCase())
    return at > 0 || words.length === 2 || isAllParticles(words);
  // A capitalised first word is a given name ("Le Zhang"), a later one belongs to the family name ("Yann Le Cun").
  const [first = ""] = words;
  if (at === 0 || /^(?:In|Im|Op|Wa)$/.test(word) || vietnameseSurnames.has(first.toLowerCase())) return false;
  // Of these the Italian ones are told by a first name that is longer than a Chinese syllable: "Nicola De Cao".
  return !isAsianSurname(last) || (/^D[ei]$/.test(word) && first.length > 5);
}

function isAllParticles(words: string[]): boolean {
  return words.slice(0, -1).every((word) => particles.has(word));
}

function isWord(text: string | undefined): boolean {
  return text !== undefined && !/^\p{L}\.?$/u.test(text);
}
