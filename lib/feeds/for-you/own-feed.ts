import type { NamedFeed, PageQuery } from "@/lib/feeds/feed";
import {
  exactMixAddress,
  findAskedMix,
  isPlain,
  type Mix,
  mixAddress,
  ownPath,
  plainMix,
} from "@/lib/feeds/for-you/mix";
import { findMixByToken, listMixes, type SavedMix } from "@/lib/feeds/for-you/mixes";
import type { Viewer } from "@/lib/people/viewer";

/** A saved mix without the secret of its feed. */
export type NamedMix = Omit<SavedMix, "token">;

/** A reader's own page: the mix it shows, the saved mix it began with, and the address that says both. */
export type OwnPage = { mix: Mix; saved: NamedMix | null; path: string; address: string };

/**
 * What `/for-you` or `/for-you/{slug}` shows its reader: the mix that the query names, else the saved one, else the
 * reader's default, else the plain one.
 * @param mixes all that the reader has saved
 * @param slug of one of them; null for the page itself
 * @param root the path of the page itself, which may be the front page
 * @returns null where the reader has no mix of this slug
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

/** The same as a feed with words, for programs and mails that act for the viewer. */
export async function findOwnFeed(
  slug: string | null,
  query: PageQuery,
  viewer: Viewer,
): Promise<NamedFeed | null> {
  const page = findOwnPage(await listMixes(viewer), slug, query);
  return page && { ...nameMix(page.mix, slug === null ? null : page.saved), address: page.address };
}

/** The feed whose secret this is, with its page and its reader; its address has the secret in it. Null for no secret. */
export async function findSecretFeed(
  token: string,
): Promise<{ named: NamedFeed & { page: string }; viewer: Viewer } | null> {
  const found = await findMixByToken(token);
  if (!found) return null;
  const { mix, viewer } = found;
  const [address, page] = [`/mine/${token}`, ownPath(mix.slug)];
  return { named: { ...nameMix(mix.weights, mix), address, page }, viewer };
}

function nameMix(mix: Mix, saved: NamedMix | null): Omit<NamedFeed, "address"> {
  return {
    feed: { kind: "own", mix },
    title: saved ? `For you: ${saved.name}` : "For you",
    description: `Trending papers as one reader weighs them${isPlain(mix) ? "" : ", in a mix of their own"}.`,
  };
}
