import { shortDay } from "@/lib/base/date-words";
import { counted } from "@/lib/base/text";
import { elapsed, isoDay, minus } from "@/lib/base/time";
import type { Schedule } from "@/lib/digests/subscriptions/schema";
import type { Feed } from "@/lib/feeds/feed";
import type { FeedItem } from "@/lib/feeds/feed-item";
import { reasonWords } from "@/lib/feeds/for-you/sum-words";
import { heatInVotes, heatTime } from "@/lib/papers/heat";

/** A paper announced more than this many days ago is too old for a digest. */
export const freshDays = 14;

/**
 * The minimum heat of an eligible paper, in votes cast now. On a reader's own page half a vote is enough, the heat with
 * which a fresh paper starts: such a paper is new, or lifted by the reader's follows or taste.
 */
const minVotes = { everyones: 1, own: 0.5 } as const;

/** The time from the middle of a week to its digest. If heat were compared at the week's end, hardly any paper of its first days would be eligible. */
const halfWeek = { days: 3.5 };

/**
 * Whether a paper is eligible for a digest: it must be fresh and, in a feed ranked by votes, at least as hot as one vote
 * cast now or, for a weekly digest, cast in the middle of the week. In feeds of newest papers, of an author, an
 * organisation or a person, and of searches every fresh paper is eligible, because the reader has asked for all of them.
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

/** Whether all fresh papers of a feed are eligible, however few votes they have. */
function isAskedForAsIs(feed: Feed): boolean {
  if (feed.kind !== "papers") return feed.kind === "search";
  return feed.order === "newest" || Boolean(feed.authorSlug || feed.organizationSlug || feed.submitter);
}

/** The reason for a paper in a digest, in one line; that of a wild card says that it is one. */
export function reasonOf({ sum, upvotes, day }: FeedItem): string {
  if (sum) return reasonWords(sum);
  return upvotes > 0 ? counted(upvotes, "upvote") : `Announced ${shortDay(isoDay(day))}`;
}
