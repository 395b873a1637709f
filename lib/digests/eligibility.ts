import { shortDay } from "@/lib/base/date-words";
import { counted } from "@/lib/base/text";
import { elapsed, isoDay, minus } from "@/lib/base/time";
import type { Schedule } from "@/lib/digests/subscriptions/schema";
import type { Feed } from "@/lib/feeds/feed";
import type { FeedItem } from "@/lib/feeds/feed-item";
import { reasonWords } from "@/lib/feeds/for-you/sum-words";
import { heatInVotes, heatTime } from "@/lib/papers/heat";

/** A paper that was announced more days ago is no longer new enough for a digest. */
export const freshDays = 14;

/**
 * A paper is eligible from this heat on, in votes cast now. On a reader's own page half a vote is enough, which is what a
 * fresh paper starts with: it is new, or something that the reader follows or likes lifts it.
 */
const minVotes = { everyones: 1, own: 0.5 } as const;

/** How long before a weekly digest the middle of its week is. Judged by the week's end, a weekly digest would hold hardly any paper of the days before. */
const halfWeek = { days: 3.5 };

/**
 * Whether a paper may go into a digest: it is fresh and, in a feed ranked by votes, as hot as one vote cast now or, for a
 * weekly digest, cast in the middle of the week. In feeds of newest papers, of an author or a person, and of searches
 * every fresh paper is eligible, since the reader asked for them.
 */
export function isEligible(
  item: FeedItem,
  feed: Feed,
  now: Date,
  cadence: Schedule["cadence"] = "daily",
): boolean {
  if (elapsed(item.announcedAt, now, "days") > freshDays) return false;
  if (isAskedForAsIs(feed)) return true;
  if (item.sum?.placement === "wild-card") return true;
  // The score on a reader's own page is 0 for a paper as hot as one vote cast now.
  const votes = item.sum ? 2 ** item.sum.score : heatInVotes(item.heat, now);
  const least = item.sum ? minVotes.own : minVotes.everyones;
  if (votes >= least || cadence !== "weekly") return votes >= least;
  const decay = heatInVotes(heatTime(now), minus(now, halfWeek));
  return item.upvotes > 0 && votes * decay >= least;
}

/** Whether the reader asked for a feed as it comes, however few votes its papers have. */
function isAskedForAsIs(feed: Feed): boolean {
  if (feed.kind !== "papers") return feed.kind === "search";
  return feed.order === "newest" || Boolean(feed.authorSlug || feed.submitter);
}

/** Why a paper is in a digest, in one line; the reason of a wild card says that it is one. */
export function reasonOf({ sum, upvotes, day }: FeedItem): string {
  if (sum) return reasonWords(sum);
  return upvotes > 0 ? counted(upvotes, "upvote") : `Announced ${shortDay(isoDay(day))}`;
}
