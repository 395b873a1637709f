import { shortDay } from "@/lib/base/date-words";
import { counted } from "@/lib/base/text";
import { elapsed, isoDay, minus } from "@/lib/base/time";
import type { Schedule } from "@/lib/digests/subscriptions/schema";
import type { Feed } from "@/lib/feeds/feed";
import type { FeedItem } from "@/lib/feeds/feed-item";
import { reasonWords } from "@/lib/feeds/for-you/sum-words";
import { heatInVotes, heatTime } from "@/lib/papers/heat";

/** Papers announced longer ago are no news. */
export const freshDays = 14;

/**
 * A paper is worth a mail when it stands as if it had so many upvotes cast now. On a reader's own page half of one is
 * enough, what a fresh paper begins with: it is new, or something the reader follows or likes lifts it.
 */
export const leastVotes = { everyones: 1, own: 0.5 } as const;

/** The middle of a week: by the standards of its last day alone a weekly mail would hold hardly any of the others'. */
const middleDays = 3.5;

/**
 * Whether a paper may be mailed: it is fresh and, in a feed that goes by votes, stands as if it had an upvote cast now or,
 * for a weekly mail, in the middle of the week. Newest papers, somebody's papers and searches were asked for as they come.
 */
export function isWorthIt(
  item: FeedItem,
  feed: Feed,
  now: Date,
  cadence: Schedule["cadence"] = "daily",
): boolean {
  if (elapsed(item.announcedAt, now, "days") > freshDays) return false;
  if (isAskedForAsIs(feed)) return true;
  if (item.sum?.placement === "wild-card") return true;
  // A reader's own score counts from a vote cast now.
  const votes = item.sum ? 2 ** item.sum.score : heatInVotes(item.heat, now);
  const least = item.sum ? leastVotes.own : leastVotes.everyones;
  if (votes >= least || cadence !== "weekly") return votes >= least;
  const faded = heatInVotes(heatTime(now), minus(now, { days: middleDays }));
  return item.upvotes > 0 && votes * faded >= least;
}

/** Whether a feed was asked for as it comes, however few votes its papers have. */
function isAskedForAsIs(feed: Feed): boolean {
  if (feed.kind !== "papers") return feed.kind === "search";
  return feed.order === "newest" || Boolean(feed.authorSlug || feed.submitter);
}

/** Why a paper is in a digest, in one line; a wild card says itself that it is one. */
export function reasonOf({ sum, upvotes, day }: FeedItem): string {
  if (sum) return reasonWords(sum);
  return upvotes > 0 ? counted(upvotes, "upvote") : `Announced ${shortDay(isoDay(day))}`;
}
