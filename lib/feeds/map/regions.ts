import { countPhrases, nameOf } from "@/lib/feeds/map/group-names";

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
  const groups = cluster(dots, count).map((members) => ({ members, counts: countPhrases(members) }));
  const everywhere = countPhrases(dots);
  const taken = new Set<string>();
  return groups
    .sort((a, b) => b.members.length - a.members.length)
    .flatMap(({ members, counts }) => {
      const label = nameOf(counts, {
        all: dots.length,
        here: members.length,
        everywhere,
        taken,
        fewest: fewestSharing,
      });
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
