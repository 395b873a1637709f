import { hubDay } from "@/lib/base/hub-day";
import { getLatestDay, type LatestDay } from "@/lib/feeds/around";
import type { NamedFeed, PageQuery } from "@/lib/feeds/feed";
import type { FeedPage } from "@/lib/feeds/feed-item";
import {
  exactMixAddress,
  findAskedMix,
  isPlain,
  type Mix,
  mixAddress,
  ownPath,
  plainMix,
} from "@/lib/feeds/for-you/mix";
import { findMixByToken, listMixes, type NamedMix } from "@/lib/feeds/for-you/mixes";
import { getReader, type Reader } from "@/lib/feeds/for-you/reader";
import { listFeed } from "@/lib/feeds/list-feed";
import { listRisingTopics, type RisingTopic } from "@/lib/feeds/topic-counts";
import { findPaper } from "@/lib/papers/papers";
import type { Viewer } from "@/lib/people/viewer";

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
  const asked = findAskedMix(query);
  const path = slug === null ? root : ownPath(slug);
  const exact = saved ? exactMixAddress : mixAddress;
  const mix = asked ?? saved?.weights ?? plainMix;
  return { mix, saved, path, address: asked ? exact(asked, path) : path };
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

type Asked = {
  query: PageQuery;
  /** The viewer as a reader, if it has been read already. */
  reader?: Reader | undefined;
  /** The slug of the saved mix that the page shows. */
  slug?: string | undefined;
  /** The path of the page, unless it is `/for-you`. */
  path?: "/" | undefined;
  /** Public key of a paper that the viewer has just turned down, so that it left the list. */
  feedbackKey?: string | undefined;
  now: Date;
};

type OwnPageView = {
  own: OwnPage;
  reader: Reader;
  page: FeedPage;
  today: string;
  latest: LatestDay;
  rising: RisingTopic[];
  /** The title of the paper that was just turned down; null if there is none or if it is not listed. */
  feedbackTitle: string | null;
};

/** What a reader's own page shows, in the mix of its address or in their default mix; null if they have no such mix. */
export async function getOwnPage(
  viewer: Viewer,
  { query, slug, path, feedbackKey, now, ...known }: Asked,
): Promise<OwnPageView | null> {
  const today = hubDay(now);
  const reader = known.reader ?? (await getReader(viewer, now));
  const own = findOwnPage(reader.mixes, slug ?? null, query, path);
  if (!own) return null;
  const after = typeof query.after === "string" ? query.after : undefined;
  const [page, latest, rising, feedbackTitle] = await Promise.all([
    listFeed({ kind: "own", mix: own.mix }, { viewer, reader, after, now }),
    getLatestDay(today),
    listRisingTopics(today),
    feedbackKey === undefined ? null : findListedTitle(feedbackKey),
  ]);
  return { own, reader, page, today, latest, rising, feedbackTitle };
}

async function findListedTitle(key: string): Promise<string | null> {
  const paper = await findPaper(key);
  return paper?.status === "listed" ? paper.title : null;
}
