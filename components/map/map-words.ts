import { counted } from "@/lib/base/text";
import type { Dot, PaperMap } from "@/lib/feeds/map/map";
import type { Region } from "@/lib/feeds/map/regions";
import { heatInVotes } from "@/lib/papers/heat";
import { plainText } from "@/lib/papers/latex/latex";

/** The CSS class of the colour that all less common topics share. */
export const otherColour = "t7";

/** The address of a map, without parameters that are defaults. */
export function mapAddress(window: PaperMap["window"], topic?: string): string {
  const query = new URLSearchParams({ ...(window !== "week" && { window }), ...(topic && { topic }) });
  return query.size > 0 ? `/map?${query}` : "/map";
}

/** The CSS class of a topic's colour on this map. */
export function colourOf(topic: string, { topics }: Pick<PaperMap, "topics">): string {
  // Ordered by name, not by number of papers, so that a topic keeps its colour in all windows with the same topics.
  const place = topics
    .map((one) => one.topic)
    .toSorted()
    .indexOf(topic);
  return place < 0 ? otherColour : `t${place}`;
}

/** The CSS class of a dot's size: its area doubles with the heat, from under 1 to at least 16 votes cast now. */
export function sizeOf(heat: number, now: Date): string {
  const doublings = Math.floor(Math.log2(heatInVotes(heat, now))) + 1;
  return `s${Math.min(5, Math.max(0, doublings))}`;
}

/** A position from 0 to 1 as a percentage of the side, leaving a margin. */
export function along(place: number): string {
  return `${(4 + 92 * place).toFixed(1)}%`;
}

/** The text of a dot: title, authors, and votes with topic, one line each. */
export function dotWords({ title, authors, upvotes, topic }: Dot): string {
  const [first = "", second] = authors;
  const names =
    authors.length > 2
      ? `${first} and ${authors.length - 1} more`
      : [first, second].filter(Boolean).join(", ");
  const votes = counted(upvotes, "upvote");
  return [plainText(title), names, topic ? `${votes} · ${topic}` : votes].filter(Boolean).join("\n");
}

// The width of a letter and the height of a line, as shares of a map on a phone's screen.
const letterShare = 0.019;
const lineShare = 0.08;
const maxMajor = 5;

/** The labels shown on a phone: those of the largest neighbourhoods that do not overlap. */
export function majorLabels(regions: Named[]): Set<string> {
  const chosen: Named[] = [];
  for (const one of regions)
    if (chosen.length < maxMajor && !chosen.some((other) => overlap(one, other))) chosen.push(one);
  return new Set(chosen.map(({ label }) => label));
}

type Named = Pick<Region, "label" | "x" | "y">;

function overlap(a: Named, b: Named): boolean {
  const letters = (a.label.length + b.label.length) / 2;
  return Math.abs(a.x - b.x) < letters * letterShare && Math.abs(a.y - b.y) < lineShare;
}
