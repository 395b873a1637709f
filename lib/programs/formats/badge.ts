import { makeBadge } from "badge-maker";
import { ordinal, shortCount } from "@/lib/base/text";

type Ranked = { upvotes: number; place: { place: number; of: number } };

// The hub's accent colour, dark enough for white letters; grey for a paper that is not here.
const colors = { paper: "#a8321a", nothing: "#6b6760" };
const lastNamedPlace = 10;

/** An SVG badge for README files: a paper's upvotes, and its rank on its day if that is among the first ten. */
export function paperBadge({ upvotes, place }: Ranked, hubName: string): string {
  const votes = `${shortCount(upvotes)} ${upvotes === 1 ? "upvote" : "upvotes"}`;
  const named = place.place <= lastNamedPlace && place.of > 1;
  const message = named ? `${votes} · ${ordinal(place.place)} of its day` : votes;
  return makeBadge({ label: hubName, message, color: colors.paper });
}

/** The SVG badge for a paper that is not on this hub. */
export function missingBadge(hubName: string): string {
  return makeBadge({ label: hubName, message: "not found", color: colors.nothing });
}
