import { hubDay } from "@/lib/base/hub-day";
import { getLatestDay, type LatestDay } from "@/lib/feeds/around";
import type { PageQuery } from "@/lib/feeds/feed";
import type { FeedPage } from "@/lib/feeds/feed-item";
import { findOwnPage, type OwnPage } from "@/lib/feeds/for-you/own-feed";
import { getReader, type Reader } from "@/lib/feeds/for-you/reader";
import { listFeed } from "@/lib/feeds/list-feed";
import { listRisingTopics, type RisingTopic } from "@/lib/feeds/topic-counts";
import { findPaper } from "@/lib/papers/papers";
import type { Viewer } from "@/lib/people/viewer";

type Asked = {
  query: PageQuery;
  /** The viewer as a reader, where that has been read already. */
  reader?: Reader | undefined;
  /** Of a saved mix that is the page's. */
  slug?: string | undefined;
  /** The page's path where it is no saved mix's. */
  path?: "/" | undefined;
  /** Public key of a paper of which the viewer has just said something, so that it left the list. */
  saidOf?: string | undefined;
  now: Date;
};

export type OwnPageView = {
  own: OwnPage;
  reader: Reader;
  page: FeedPage;
  today: string;
  latest: LatestDay;
  rising: RisingTopic[];
  /** The title of the paper of which something was said, where that is listed. */
  saidTitle: string | null;
};

/** A reader's own page by the mix in its address, or by the one that they begin with; null where they have no such mix. */
export async function getOwnPage(
  viewer: Viewer,
  { query, slug, path, saidOf, now, ...known }: Asked,
): Promise<OwnPageView | null> {
  const today = hubDay(now);
  const reader = known.reader ?? (await getReader(viewer, now));
  const own = findOwnPage(reader.mixes, slug ?? null, query, path);
  if (!own) return null;
  const after = typeof query.after === "string" ? query.after : undefined;
  const [page, latest, rising, saidTitle] = await Promise.all([
    listFeed({ kind: "own", mix: own.mix }, { viewer, reader, after, now }),
    getLatestDay(today),
    listRisingTopics(today),
    saidOf === undefined ? null : findListedTitle(saidOf),
  ]);
  return { own, reader, page, today, latest, rising, saidTitle };
}

async function findListedTitle(key: string): Promise<string | null> {
  const paper = await findPaper(key);
  return paper?.status === "listed" ? paper.title : null;
}
