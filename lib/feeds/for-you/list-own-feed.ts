import { dayMs } from "@/lib/base/time";
import { type FeedPage, listItems } from "@/lib/feeds/feed-item";
import type { Mix } from "@/lib/feeds/for-you/mix";
import { isMuted, wordMute } from "@/lib/feeds/for-you/mutes";
import { listPersonalCandidates } from "@/lib/feeds/for-you/personal-candidates";
import { getPool, idsOfFollowed } from "@/lib/feeds/for-you/pool";
import { getReader, type Reader } from "@/lib/feeds/for-you/reader";
import { termsOf } from "@/lib/feeds/for-you/score";
import { maxShown, readShown, type ShownCursor, writeShown } from "@/lib/feeds/for-you/shown-cursor";
import { fillSlots } from "@/lib/feeds/for-you/slots";
import { explain } from "@/lib/feeds/for-you/sum";
import type { Scored } from "@/lib/feeds/for-you/wild-cards";
import type { Viewer } from "@/lib/people/viewer";

type Options = {
  viewer: Viewer;
  /** The viewer as a reader, if the caller has read it already. */
  reader?: Reader | undefined;
  after?: string | undefined;
  size: number;
  skip: number;
  now: Date;
};

/** A cursor older than this starts at the top. */
const cursorMs = dayMs;

/**
 * One page of a reader's own list, in at most three queries, including the one for the reader. The cursor carries the
 * moment of the first page, so that ages do not change while the reader pages, and the papers shown so far, so that votes
 * and training in between neither repeat a paper nor leave one out.
 */
export async function listOwnFeed(mix: Mix, options: Options): Promise<FeedPage> {
  const { viewer, size } = options;
  const cursor = freshCursor(options);
  const now = cursor ? new Date(cursor.at) : options.now;
  const [reader, pool] = await Promise.all([options.reader ?? getReader(viewer, now), getPool()]);
  const { found, others } = await listPersonalCandidates(reader, pool, now);
  const withFollowed = idsOfFollowed(pool.refs, reader.followed);
  for (const { id } of others) withFollowed.add(id);
  const place = { reader, mix, found, withFollowed, now };
  // Muted words are looked for below, only in papers that would be shown.
  const refs = reader.mutes.filter(({ kind }) => kind !== "word");
  const scored: Scored[] = [];
  for (const papers of [pool.papers.values(), others])
    for (const paper of papers)
      if (!reader.declined.has(paper.id) && !isMuted(paper, refs))
        scored.push({ paper, terms: termsOf(paper, place) });
  const best = bestOf(scored, maxShown, mix);
  const shown = cursor?.shown ?? new Set<number>();
  const { skip } = options;
  const slots = fillSlots(best, { place, shown, skip, size, isHidden: wordMute(reader.mutes) });
  const items = await listItems(
    slots.chosen.map(({ paper }) => paper.id),
    viewer,
    shown.size + skip,
  );
  const known = new Map(slots.chosen.map((one) => [one.paper.id, one]));
  return {
    items: items.flatMap((item) => {
      const one = known.get(item.id);
      return one ? [{ ...item, sum: explain({ ...one, ...place, item }) }] : [];
    }),
    next:
      slots.more && slots.shown.size < maxShown
        ? writeShown({ at: now.getTime(), shown: slots.shown })
        : null,
  };
}

/** The cursor of the previous page, unless it is too old. */
function freshCursor({ after, now }: Options): ShownCursor | null {
  const cursor = readShown(after);
  return cursor && Math.abs(now.getTime() - cursor.at) < cursorMs ? cursor : null;
}

/**
 * The best of a list by score. Scores are rounded, so everyone's order breaks ties where the mix weighs the trend. The
 * threshold is found by sorting plain numbers, which is much quicker than sorting thousands of papers.
 */
function bestOf(scored: Scored[], most: number, mix: Mix): Scored[] {
  const scores = Float64Array.from(scored, ({ terms }) => terms.score).sort();
  const least = scores[Math.max(0, scores.length - most)] ?? 0;
  return scored
    .filter(({ terms }) => terms.score >= least)
    .sort(
      (a, b) =>
        b.terms.score - a.terms.score || mix.trend * (b.terms.heat - a.terms.heat) || b.paper.id - a.paper.id,
    )
    .slice(0, most);
}
