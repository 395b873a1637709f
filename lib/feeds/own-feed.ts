import { exactMixAddress, findAskedMix, isPlain, type Mix, mixAddress, plainMix } from "@/lib/feeds/mix";
import { findDefaultMix, findMix, findMixByToken, type SavedMix } from "@/lib/feeds/mixes";
import type { NamedFeed } from "@/lib/feeds/named-feed";
import type { Viewer } from "@/lib/people/viewer";

type Query = Record<string, string | string[] | undefined>;

/** A reader's own page: the mix it shows, the saved mix it began with, and the address that says both. */
export type OwnPage = { mix: Mix; saved: SavedMix | null; address: string };

/**
 * What `/for-you` or `/for-you/{slug}` shows its reader: the mix that the query names, else the saved one, else the
 * reader's default, else the plain one.
 * @param slug of a saved mix; null for the page itself
 * @returns null where the reader has no mix of this slug
 */
export async function findOwnPage(
  viewer: Viewer,
  slug: string | null,
  query: Query,
): Promise<OwnPage | null> {
  const saved = slug === null ? await findDefaultMix(viewer) : await findMix(viewer, slug);
  if (slug !== null && !saved) return null;
  const asked = findAskedMix(query);
  const path = slug === null ? "/for-you" : `/for-you/${encodeURIComponent(slug)}`;
  const exact = saved ? exactMixAddress : mixAddress;
  return { mix: asked ?? saved?.weights ?? plainMix, saved, address: asked ? exact(asked, path) : path };
}

/** The same as a feed with words, for programs and mails that act for the viewer. */
export async function findOwnFeed(
  slug: string | null,
  query: Query,
  viewer: Viewer,
): Promise<NamedFeed | null> {
  const page = await findOwnPage(viewer, slug, query);
  return page && { ...nameMix(page.mix, slug === null ? null : page.saved), address: page.address };
}

/** The feed whose secret this is, with its page and its reader; its address has the secret in it. Null for no secret. */
export async function findSecretFeed(
  token: string,
): Promise<{ named: NamedFeed & { page: string }; viewer: Viewer } | null> {
  const found = await findMixByToken(token);
  if (!found) return null;
  const { mix, viewer } = found;
  const [address, page] = [`/mine/${token}`, `/for-you/${encodeURIComponent(mix.slug)}`];
  return { named: { ...nameMix(mix.weights, mix), address, page }, viewer };
}

function nameMix(mix: Mix, saved: SavedMix | null): Omit<NamedFeed, "address"> {
  return {
    feed: { order: "trending", mine: mix },
    title: saved ? `For you: ${saved.name}` : "For you",
    description: `Trending papers as one reader weighs them${isPlain(mix) ? "" : ", in a mix of their own"}.`,
  };
}
