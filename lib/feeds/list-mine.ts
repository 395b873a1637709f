import { type Cursor, readCursor, writeCursor } from "@/lib/feeds/cursor";
import { explain } from "@/lib/feeds/explain";
import type { Feed } from "@/lib/feeds/feed";
import { type FeedPage, listItems } from "@/lib/feeds/feed-item";
import { listFound } from "@/lib/feeds/found";
import type { Mix } from "@/lib/feeds/mix";
import { isMuted, wordMute } from "@/lib/feeds/mutes";
import { getPool, type PoolPaper } from "@/lib/feeds/pool";
import { getReader, type Reader } from "@/lib/feeds/reader";
import { termsOf } from "@/lib/feeds/score";
import { fillSlots } from "@/lib/feeds/slots";
import type { Scored } from "@/lib/feeds/wild-cards";
import type { Viewer } from "@/lib/people/viewer";

type Options = {
  viewer: Viewer;
  /** The viewer as a reader, where the caller has read it already. */
  reader?: Reader | undefined;
  after?: string | undefined;
  size: number;
  skip: number;
  now: Date;
};

/** Papers that a reader's own page can hold, however far they page. */
const mostCandidates = 1000;
/** A page read on later than this begins anew. */
const cursorMs = 24 * 3_600_000;

/**
 * One page of a reader's own list: at most three queries, the reader's own included. The moment of its first page goes
 * along with the cursor, so that nothing moves while it is read but by votes.
 */
export async function listMine(feed: Feed & { mine: Mix }, options: Options): Promise<FeedPage> {
  const { viewer, size } = options;
  const cursor = freshCursor(options);
  const now = cursor?.at === undefined ? options.now : new Date(cursor.at);
  const [reader, pool] = await Promise.all([options.reader ?? getReader(viewer, now), getPool()]);
  const { found, others } = await listFound(reader, pool, now);
  const place = { reader, mix: feed.mine, found, now };
  const scored: Scored[] = [];
  for (const papers of [pool.papers.values(), others])
    for (const paper of papers)
      if (isWanted(paper, feed, reader)) scored.push({ paper, terms: termsOf(paper, place) });
  const best = scored.sort(byScore).slice(0, mostCandidates);
  const seen = (cursor?.seen ?? 0) + options.skip;
  const slots = fillSlots(best, { place, cursor, seen, size, isHidden: wordMute(reader.mutes) });
  const items = await listItems(
    slots.chosen.map(({ paper }) => paper.id),
    viewer,
    seen,
  );
  const known = new Map(slots.chosen.map((one) => [one.paper.id, one]));
  return {
    items: items.flatMap((item) => {
      const one = known.get(item.id);
      return one ? [{ ...item, sum: explain({ ...one, ...place, upvotes: item.upvotes }) }] : [];
    }),
    next: slots.next && writeCursor({ ...slots.next, seen: seen + size, at: now.getTime() }),
  };
}

/** The cursor of the page before, unless it is too old to go on from. */
function freshCursor({ after, now }: Options): Cursor | null {
  const cursor = readCursor(after);
  return cursor?.at !== undefined && Math.abs(now.getTime() - cursor.at) < cursorMs ? cursor : null;
}

function isWanted(paper: PoolPaper, feed: Feed, { declined, mutes }: Reader): boolean {
  return !declined.has(paper.id) && isIn(paper, feed) && !isMuted(paper, mutes);
}

function isIn(paper: PoolPaper, { from, until, topic, authorSlug, submitter }: Feed): boolean {
  if ((from && paper.day < from) || (until && paper.day > until)) return false;
  if (topic && !paper.topics.includes(topic)) return false;
  if (authorSlug && !paper.authorSlugs.includes(authorSlug)) return false;
  return !submitter || paper.submitter === submitter;
}

function byScore(a: Scored, b: Scored): number {
  return b.terms.score - a.terms.score || b.paper.id - a.paper.id;
}
