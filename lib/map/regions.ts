import { isEmpty } from "@/lib/search/keyword-words";

/** A neighbourhood of the map, with the keyword that tells it from the rest. */
export type Region = { label: string; x: number; y: number; papers: number };

type Placed = { x: number; y: number; keywords: string[] };
type Centre = { x: number; y: number };

const mostRegions = 14;
const papersEach = 30;
const rounds = 12;
/** A label that fewer papers share says little about their neighbourhood. */
const fewestSharing = 3;

/** Parts a map into neighbourhoods (k-means) and names each by what its papers' keywords share, the largest first. */
export function findRegions(dots: Placed[]): Region[] {
  const count = Math.min(mostRegions, Math.floor(dots.length / papersEach));
  if (count === 0) return [];
  const groups = cluster(dots, count).map((members) => ({ members, counts: countTerms(members) }));
  const everywhere = countTerms(dots);
  const taken = new Set<string>();
  return groups
    .sort((a, b) => b.members.length - a.members.length)
    .flatMap(({ members, counts }) => {
      const label = nameOf(counts, { all: dots.length, here: members.length, everywhere, taken });
      if (!label) return [];
      taken.add(label);
      return [{ label, ...middleOf(members), papers: members.length }];
    });
}

function cluster(dots: Placed[], count: number): Placed[][] {
  let centres = firstCentres(dots, count);
  let groups: Placed[][] = [];
  for (let round = 0; round < rounds; round++) {
    groups = centres.map(() => []);
    for (const dot of dots) groups[nearest(centres, dot)]?.push(dot);
    groups = groups.filter((members) => members.length > 0);
    centres = groups.map(middleOf);
  }
  return groups;
}

/** Each as far as can be from those before, so that the same dots always give the same parts. */
function firstCentres(dots: Placed[], count: number): Centre[] {
  const centres: Centre[] = [middleOf(dots)];
  while (centres.length < count) {
    const far = (dot: Placed) => Math.min(...centres.map((centre) => distance(centre, dot)));
    centres.push(dots.reduce((a, b) => (far(b) > far(a) ? b : a)));
  }
  return centres;
}

function nearest(centres: Centre[], dot: Centre): number {
  return centres.reduce((best, centre, i) => {
    const known = centres[best];
    return known && distance(known, dot) <= distance(centre, dot) ? best : i;
  }, 0);
}

function distance(a: Centre, b: Centre): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
}

function middleOf(dots: Centre[]): Centre {
  const mean = (side: "x" | "y") => dots.reduce((sum, dot) => sum + dot[side], 0) / dots.length;
  return { x: mean("x"), y: mean("y") };
}

/** In how many papers each keyword, or part of one, stands. */
function countTerms(dots: Placed[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { keywords } of dots)
    for (const term of new Set(keywords.flatMap(termsOf))) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** A keyword and the phrases in it; a single word only where it is the whole keyword: "clinical" names nothing. */
function termsOf(keyword: string): string[] {
  const words = keyword.split(" ");
  if (words.length === 1) return isEmpty(keyword.toLowerCase()) ? [] : words;
  const phrases = words.flatMap((_, start) => [2, 3].map((length) => words.slice(start, start + length)));
  return phrases
    .filter((phrase) => phrase.length > 1 && !phrase.every((word) => isEmpty(word.toLowerCase())))
    .map((phrase) => phrase.join(" "));
}

type Around = { all: number; here: number; everywhere: Map<string, number>; taken: Set<string> };

function nameOf(counts: Map<string, number>, { all, here, everywhere, taken }: Around): string | null {
  const worth = ([term, count]: [string, number]) => {
    const lift = count / here / ((everywhere.get(term) ?? count) / all);
    return count ** 0.7 * Math.log(lift) * term.split(" ").length;
  };
  const named = [...counts].filter(([term, count]) => count >= fewestSharing && !taken.has(term));
  const best = named.sort((a, b) => worth(b) - worth(a))[0];
  return best && worth(best) > 0 ? best[0] : null;
}
