import { hubDay } from "@/lib/base/hub-day";
import { getLatestDay, type LatestDay } from "@/lib/feeds/around";
import { type EmptyList, explainEmpty } from "@/lib/feeds/empty-list";
import { everyonesFeed, type NamedFeed, type PageQuery } from "@/lib/feeds/feed";
import type { FeedPage } from "@/lib/feeds/feed-item";
import {
  exactMixAddress,
  findMixOfQuery,
  isPlain,
  type Mix,
  mixAddress,
  ownPath,
  plainMix,
} from "@/lib/feeds/for-you/mix";
import { findMixByToken, listMixes, type NamedMix } from "@/lib/feeds/for-you/mixes";
import { getReader, type Reader } from "@/lib/feeds/for-you/reader";
import { listFeed } from "@/lib/feeds/list-feed";
import { type Feedback, readFeedback } from "@/lib/feeds/taste/feedback-words";
import { listRisingTopics, type RisingTopic } from "@/lib/feeds/topic-counts";
import { findPaper } from "@/lib/papers/papers";
import type { Viewer } from "@/lib/people/viewer";
import { findStatedProgress, type StatedProgress } from "@/lib/search/index-progress";

/** A reader's own page: the mix that it shows, the saved mix on which that is based, and its path and address. */
export type OwnPage = { mix: Mix; saved: NamedMix | null; path: string; address: string };

/**
 * The page at `/for-you` or `/for-you/{slug}`. It shows the mix in the query, else the saved mix with this slug, else the
 * reader's default mix, else the plain one.
 * @param mixes all mixes that the reader has saved
 * @param slug the slug of one of them; null for the main page
 * @param root the path of the main page, which may be the front page
 * @returns null if the reader has no mix with this slug
 */
export function findOwnPage(
  mixes: NamedMix[],
  slug: string | null,
  query: PageQuery,
  root = ownPath(),
): OwnPage | null {
  const saved = mixes.find((mix) => (slug === null ? mix.isDefault : mix.slug === slug)) ?? null;
  if (slug !== null && !saved) return null;
  const ofQuery = findMixOfQuery(query);
  const path = slug === null ? root : ownPath(slug);
  const exact = saved ? exactMixAddress : mixAddress;
  const mix = ofQuery ?? saved?.weights ?? plainMix;
  return { mix, saved, path, address: ofQuery ? exact(ofQuery, path) : path };
}

/** The feed of the viewer's own page or of one of their mixes, for programs and mails; null for an unknown mix. */
export async function findOwnFeed(
  slug: string | null,
  query: PageQuery,
  viewer: Viewer,
): Promise<NamedFeed | null> {
  const page = findOwnPage(await listMixes(viewer), slug, query);
  return page && { ...nameMix(page.mix, slug === null ? null : page.saved), address: page.address };
}

/** The feed of a mix by its secret, with its reader and the path of its page. Null for an unknown secret. */
export async function findSecretFeed(
  token: string,
): Promise<{ named: NamedFeed & { page: string }; viewer: Viewer } | null> {
  const found = await findMixByToken(token);
  if (!found) return null;
  const { mix, viewer } = found;
  const named = { ...nameMix(mix.weights, mix), address: `/mine/${token}`, page: ownPath(mix.slug) };
  return { named, viewer };
}

function nameMix(mix: Mix, saved: NamedMix | null): Omit<NamedFeed, "address"> {
  return {
    feed: { kind: "own", mix },
    title: saved ? `For you: ${saved.name}` : "For you",
    description: `Trending papers as one reader weighs them${isPlain(mix) ? "" : ", in a mix of their own"}.`,
  };
}

/** What a reader's own page shows. */
export type OwnPageView = {
  own: OwnPage;
  reader: Reader;
  page: FeedPage;
  /** If the page is empty: why everyone's page is, or that it has papers. */
  empty: EmptyList | null;
  today: string;
  latest: LatestDay;
  rising: RisingTopic[];
  /** How many papers can be found, while not all can. */
  progress: StatedProgress | null;
  /** The feedback just given on a listed paper, which has left the list, so that it can be undone. */
  feedback: { paperKey: string; title: string; feedback: Feedback } | null;
};

type PageRequest = { query: PageQuery; now: Date };

/**
 * What a reader's own page shows, in the mix of its address or in their default mix.
 * @param request.slug of the saved mix whose page it is
 * @returns null if the viewer has no such mix
 */
export async function getOwnPage(
  viewer: Viewer,
  { slug = null, query, now }: PageRequest & { slug?: string | null },
): Promise<OwnPageView | null> {
  const reader = await getReader(viewer, now);
  const own = findOwnPage(reader.mixes, slug, query);
  return own && readOwnPage(viewer, { own, reader, query, now });
}

/** The viewer's own page as the front page, if that is where they want it or if the query names a mix; null otherwise. */
export async function findOwnFrontPage(
  viewer: Viewer,
  { query, now }: PageRequest,
): Promise<OwnPageView | null> {
  const reader = await getReader(viewer, now);
  if (!reader.ownPage && findMixOfQuery(query) === null) return null;
  const own = findOwnPage(reader.mixes, null, query, "/");
  return own && readOwnPage(viewer, { own, reader, query, now });
}

async function readOwnPage(
  viewer: Viewer,
  { own, reader, query, now }: PageRequest & { own: OwnPage; reader: Reader },
): Promise<OwnPageView> {
  const today = hubDay(now);
  const after = typeof query.after === "string" ? query.after : undefined;
  const [page, latest, rising, feedback, progress] = await Promise.all([
    listFeed({ kind: "own", mix: own.mix }, { viewer, reader, after, now }),
    getLatestDay(today),
    listRisingTopics(today),
    findFeedback(query),
    findStatedProgress(),
  ]);
  const empty =
    page.items.length > 0 || after ? null : await explainEmpty(everyonesFeed, { viewer, today, now });
  return { own, reader, page, empty, today, latest, rising, progress, feedback };
}

async function findFeedback({ said }: PageQuery): Promise<OwnPageView["feedback"]> {
  const feedback = readFeedback(said);
  if (!feedback) return null;
  const paper = await findPaper(feedback.paperKey);
  return paper?.status === "listed" ? { ...feedback, title: paper.title } : null;
}
