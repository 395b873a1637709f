import { notFound } from "next/navigation";
import { after } from "next/server";
import { OwnView } from "@/components/feeds/own-view";
import { readSaid } from "@/components/taste/said-words";
import { getLatestDay } from "@/lib/feeds/around";
import { findOwnPage } from "@/lib/feeds/for-you/own-feed";
import { getReader, type Reader } from "@/lib/feeds/for-you/reader";
import { noteShown } from "@/lib/feeds/for-you/showings";
import { noteVisit } from "@/lib/feeds/for-you/visits";
import { listFeed } from "@/lib/feeds/list-feed";
import { listRisingTopics } from "@/lib/feeds/topic-counts";
import { findPaper } from "@/lib/papers/papers";
import type { Viewer } from "@/lib/people/viewer";
import { hubToday } from "@/lib/web/hub-day";
import { pageNonce } from "@/lib/web/nonce";

type Props = {
  viewer: Viewer;
  /** The viewer as a reader, where that has been read already. */
  reader?: Reader;
  query: Record<string, string | string[] | undefined>;
  /** Of a saved mix that is the page's. */
  slug?: string;
  /** The page's path where it is no saved mix's. */
  path?: "/";
};

/** A reader's own trending page, by the mix in its address or the one that they chose to begin with. */
export async function OwnPage({ viewer, query, slug, path, ...known }: Props) {
  const [now, today] = [new Date(), hubToday()];
  const reader = known.reader ?? (await getReader(viewer, now));
  const own = findOwnPage(reader.mixes, slug ?? null, query, path) ?? notFound();
  const from = typeof query.after === "string" ? query.after : undefined;
  const [page, latest, rising, said] = await Promise.all([
    listFeed({ order: "trending", mine: own.mix }, { viewer, reader, after: from, now }),
    getLatestDay(today),
    listRisingTopics(today),
    findSaid(query.said),
  ]);
  after(() => Promise.all([noteVisit(viewer, now), noteShown(viewer, page.items, now)]));
  return (
    <>
      {reader.learns && <script src="/passed.js" nonce={await pageNonce()} defer suppressHydrationWarning />}
      <OwnView {...{ page, reader, today, latest, rising, own, said }} />
    </>
  );
}

/** What was just said of a paper, with its title: whoever has no scripts sees it leave the list. */
async function findSaid(text: unknown) {
  const said = readSaid(text);
  if (!said) return null;
  const paper = await findPaper(said.paperKey);
  return paper?.status === "listed" ? { ...said, title: paper.title } : null;
}
