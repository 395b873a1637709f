import { counted } from "@/lib/base/text";
import type { Dot, PaperMap } from "@/lib/feeds/map/map";
import type { Region } from "@/lib/feeds/map/regions";
import { heatInVotes } from "@/lib/papers/heat";
import { plainText } from "@/lib/papers/latex/latex";

/** The class of the colour for topics that have none of their own. */
export const otherColour = "t7";

/** Address of a map, as short as can be. */
export function mapAddress(window: PaperMap["window"], topic?: string): string {
  const query = new URLSearchParams({ ...(window !== "week" && { window }), ...(topic && { topic }) });
  return query.size > 0 ? `/map?${query}` : "/map";
}

/** The class of a topic's colour on this map. */
export function colourOf(topic: string, { topics }: Pick<PaperMap, "topics">): string {
  // By name, not by number: a topic keeps its colour from one window to the next as long as the others are the same.
  const place = topics
    .map((one) => one.topic)
    .toSorted()
    .indexOf(topic);
  return place < 0 ? otherColour : `t${place}`;
}

/** The class of a dot's size: its area doubles with its heat, from less than one vote cast now to sixteen and more. */
export function sizeOf(heat: number, now: Date): string {
  const doublings = Math.floor(Math.log2(heatInVotes(heat, now))) + 1;
  return `s${Math.min(5, Math.max(0, doublings))}`;
}

/** A place from 0 to 1 along a side, as a share of the side with a margin. */
export function along(place: number): string {
  return `${(4 + 92 * place).toFixed(1)}%`;
}

/** What a dot says of its paper: title, authors, and its standing, a line each. */
export function dotWords({ title, authors, upvotes, topic }: Dot): string {
  const [first = "", second] = authors;
  const names =
    authors.length > 2
      ? `${first} and ${authors.length - 1} more`
      : [first, second].filter(Boolean).join(", ");
  const votes = counted(upvotes, "upvote");
  return [plainText(title), names, topic ? `${votes} · ${topic}` : votes].filter(Boolean).join("\n");
}

// Of a letter and a line of a label on a map as wide as a phone.
const letterShare = 0.019;
const lineShare = 0.08;
const mostMajor = 5;

/** The labels that a phone has room for: the largest neighbourhoods' whose names do not touch each other. */
export function majorLabels(regions: Named[]): Set<string> {
  const chosen: Named[] = [];
  for (const one of regions)
    if (chosen.length < mostMajor && !chosen.some((other) => touch(one, other))) chosen.push(one);
  return new Set(chosen.map(({ label }) => label));
}

type Named = Pick<Region, "label" | "x" | "y">;

function touch(a: Named, b: Named): boolean {
  const letters = (a.label.length + b.label.length) / 2;
  return Math.abs(a.x - b.x) < letters * letterShare && Math.abs(a.y - b.y) < lineShare;
}
