import { randomBytes } from "node:crypto";
import { getDb, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { type Mix, maxMixes, mixQuery } from "@/lib/feeds/for-you/mix";
import { authorSlug } from "@/lib/papers/author-slug";
import { setReader } from "@/lib/people/reader";
import type { Viewer } from "@/lib/people/viewer";
import type { Mix as Row } from "@/prisma/generated/client";

/** A mix that a reader saved under a name. Only that reader sees its page, `/for-you/{slug}`. */
export type SavedMix = {
  name: string;
  slug: string;
  weights: Mix;
  /** Secret of the mix's feed: whoever knows it can read the page without signing in. */
  token: string;
  /** Whether the reader's own page opens with it. */
  isDefault: boolean;
};

/** A saved mix without the secret of its feed. */
export type NamedMix = Omit<SavedMix, "token">;

/** The viewer's saved mixes, oldest first; none for a signed-out viewer. */
export async function listMixes(viewer: Viewer | null): Promise<SavedMix[]> {
  if (!viewer) return [];
  const rows = await getDb().mix.findMany({
    where: { userId: viewer.id },
    include,
    orderBy: { id: "asc" },
    take: maxMixes,
  });
  return rows.map(toSavedMix);
}

/** The viewer's mix with this slug, or null. */
async function findMix(viewer: Viewer, slug: string): Promise<SavedMix | null> {
  const where = { userId_slug: { userId: viewer.id, slug } };
  const row = await getDb().mix.findUnique({ where, include });
  return row && toSavedMix(row);
}

/** The viewer's mix with this slug. @throws AppError not-found */
export async function getMix(viewer: Viewer, slug: string): Promise<SavedMix> {
  return (await findMix(viewer, slug)) ?? noSuch();
}

/** The mix whose feed has this secret, with its reader, or null. */
export async function findMixByToken(token: string): Promise<{ mix: SavedMix; viewer: Viewer } | null> {
  const row = await getDb().mix.findUnique({ where: { token }, include: { ...include, user: true } });
  if (!row?.user.username) return null;
  const { id, username, role, bannedAt, createdAt } = row.user;
  return { mix: toSavedMix(row), viewer: { id, username, role, banned: bannedAt !== null, createdAt } };
}

/**
 * Saves a mix under a name, from which its address is made.
 * @throws AppError conflict if the viewer already uses the name, or already has twenty mixes
 */
export function createMix(
  viewer: Viewer,
  { name, weights }: { name: string; weights: Mix },
): Promise<SavedMix> {
  return getDb().$transaction(async (tx) => {
    const others = await lockMixes(tx, viewer);
    if (others.length >= maxMixes)
      throw new AppError("conflict", `You have ${maxMixes} mixes already: remove one first.`);
    assertFree(name, others);
    const slug = freeSlug(authorSlug(name), others);
    const data = { userId: viewer.id, name, slug, weights, token: newToken() };
    return toSavedMix(await tx.mix.create({ data, include }));
  });
}

/**
 * Changes the name or the weights of one of the viewer's mixes. Its address stays, because it may be stored elsewhere.
 * @throws AppError not-found; conflict if the viewer already uses the name
 */
export function changeMix(viewer: Viewer, slug: string, { name, weights }: Partial<Wish>): Promise<SavedMix> {
  return getDb().$transaction(async (tx) => {
    const mixes = await lockMixes(tx, viewer);
    const mine = mixes.find((mix) => mix.slug === slug) ?? noSuch();
    if (name !== undefined)
      assertFree(
        name,
        mixes.filter(({ id }) => id !== mine.id),
      );
    const data = { ...(name !== undefined && { name }), ...(weights && { weights }) };
    return toSavedMix(await tx.mix.update({ where: { id: mine.id }, data, include }));
  });
}

/** Replaces the secret of one of the viewer's mixes; the old one stops working. @throws AppError not-found */
export async function renewMix(viewer: Viewer, slug: string): Promise<SavedMix> {
  const where = { userId: viewer.id, slug };
  const { count } = await getDb().mix.updateMany({ where, data: { token: newToken() } });
  return count ? getMix(viewer, slug) : noSuch();
}

/** Deletes one of the viewer's mixes, with its feed; digests' deleteMix also ends it by mail. @throws AppError not-found */
export async function removeMix(tx: Tx, viewer: Viewer, slug: string): Promise<void> {
  const { count } = await tx.mix.deleteMany({ where: { userId: viewer.id, slug } });
  if (!count) noSuch();
}

/** Makes one of the viewer's mixes their default, or the plain mix (null). @throws AppError not-found */
export async function setDefaultMix(viewer: Viewer, slug: string | null): Promise<void> {
  await getDb().$transaction(async (tx) => {
    const mixId = slug === null ? null : (await lockMixes(tx, viewer)).find((mix) => mix.slug === slug)?.id;
    if (mixId === undefined) noSuch();
    await setReader(viewer.id, { mixId: mixId ?? null }, tx);
  });
}

type Wish = { name: string; weights: Mix };
type Named = { id: number; name: string; slug: string };

const include = { readers: { select: { userId: true }, take: 1 } };

/** The viewer's mixes, locked against changes until the transaction ends. */
async function lockMixes(tx: Tx, viewer: Viewer): Promise<Named[]> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${viewer.id} FOR NO KEY UPDATE`;
  const select = { id: true, name: true, slug: true };
  return tx.mix.findMany({ where: { userId: viewer.id }, select, take: maxMixes });
}

function assertFree(name: string, others: Named[]): void {
  const taken = others.some((other) => other.name.toLowerCase() === name.toLowerCase());
  if (taken) throw new AppError("conflict", `You have a mix named “${name}” already.`);
}

/** The slug, with a number where another mix already has it: "C++" and "C#" become "c" and "c-2". */
function freeSlug(slug: string, others: Named[]): string {
  const free = (wanted: string) => others.every((other) => other.slug !== wanted);
  const numbers = others.map((_, i) => `${slug}-${i + 2}`);
  return [slug, ...numbers].find(free) ?? `${slug}-${others.length + 2}`;
}

function toSavedMix({ name, slug, weights, token, readers }: Row & { readers: unknown[] }): SavedMix {
  return { name, slug, weights: mixQuery.parse(weights), token, isDefault: readers.length > 0 };
}

function newToken(): string {
  return randomBytes(24).toString("base64url");
}

function noSuch(): never {
  throw new AppError("not-found", "You have no such mix.");
}
