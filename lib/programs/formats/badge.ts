import { makeBadge } from "badge-maker";
import { ordinal, shortCount } from "@/lib/base/text";

type Standing = { upvotes: number; place: { place: number; of: number } };

// The hub's accent, dark enough for white letters; grey where there is nothing to be proud of.
const colors = { paper: "#a8321a", nothing: "#6b6760" };
const lastNamedPlace = 10;

/** A picture for README files: a paper's upvotes, and its place on its day where it is among the first ten. */
export function paperBadge({ upvotes, place }: Standing, hubName: string): string {
  const votes = `${shortCount(upvotes)} ${upvotes === 1 ? "upvote" : "upvotes"}`;
  const named = place.place <= lastNamedPlace && place.of > 1;
  const message = named ? `${votes} · ${ordinal(place.place)} of its day` : votes;
  return makeBadge({ label: hubName, message, color: colors.paper });
}

/** The picture where there is no such paper. */
export function missingBadge(hubName: string): string {
  return makeBadge({ label: hubName, message: "not found", color: colors.nothing });
}
