import { getDb, Prisma, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { type Followed, follow, lockReader } from "@/lib/follows/follows";
import { maxMutes, type NewMute } from "@/lib/follows/schema";
import { canonicalRef, getTarget } from "@/lib/follows/targets";
import type { Viewer } from "@/lib/people/viewer";
import type { FollowKind, MuteKind } from "@/prisma/generated/enums";

/** One thing that the viewer has muted, and whether that ended a follow of it. */
export type MuteRow = {
  id: number;
  kind: MuteKind;
  ref: string;
  label: string;
  createdAt: Date;
  wasFollowed: boolean;
};

const select = { id: true, kind: true, ref: true, label: true, createdAt: true, followedAs: true };

/**
 * The viewer mutes something and follows it no longer, which is noted, so that it can be undone; muting it again changes
 * nothing.
 * @throws AppError not-found, invalid; conflict once the viewer has muted five hundred things
 */
export async function mute(viewer: Viewer, wish: NewMute, now = new Date()): Promise<MuteRow> {
  const { kind } = wish;
  const { ref, label } = await getTarget(kind, wish.ref);
  if (kind === "person" && ref === viewer.username) throw new AppError("invalid", "That is you.");
  return getDb().$transaction(async (tx) => {
    await lockReader(tx, viewer);
    const followedAs = kind === "word" ? null : await endFollow(tx, viewer, { kind, ref });
    const known = await tx.mute.findFirst({ where: { userId: viewer.id, kind, ref }, select });
    if (known) return toRow(known);
    if ((await tx.mute.count({ where: { userId: viewer.id } })) >= maxMutes)
      throw new AppError("conflict", `One can mute ${maxMutes} things at most: take one away first.`);
    const data = { userId: viewer.id, kind, ref, label, followedAs, createdAt: now };
    return toRow(await tx.mute.create({ data, select }));
  });
}

/**
 * The viewer follows again what they muted, which ends the mute.
 * @throws AppError not-found where it is not muted, or a word; conflict
 */
export async function followAgain(viewer: Viewer, id: number, now = new Date()): Promise<Followed> {
  const muted = await getDb().mute.findFirst({ where: { id, userId: viewer.id }, select });
  if (!muted || muted.kind === "word") throw noSuch();
  return follow(viewer, { kind: muted.kind, ref: muted.ref }, now);
}

/**
 * The viewer ends a mute.
 * @param what the id of a mute, or the thing itself; where the thing is not muted nothing changes
 * @throws AppError not-found for an id that is no mute of the viewer's
 */
export async function unmute(viewer: Viewer, what: number | NewMute): Promise<void> {
  const which = typeof what === "number" ? { id: what } : { ...what, ref: canonicalRef(what.kind, what.ref) };
  const { count } = await getDb().mute.deleteMany({ where: { userId: viewer.id, ...which } });
  if (count === 0 && typeof what === "number") throw noSuch();
}

/** Everything the viewer has muted, the last one first. */
export async function listMutes(viewer: Viewer): Promise<MuteRow[]> {
  const where = { userId: viewer.id };
  const rows = await getDb().mute.findMany({ where, select, orderBy: { id: "desc" }, take: maxMutes });
  return rows.map(toRow);
}

/**
 * Whether somebody has muted a paper: its topic, an author, its submitter, or words in a row in title or abstract.
 * @param reader the person's id in SQL; `p` is the paper and `u` its submitter, or nobody
 */
export function mutedSql(reader: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM mutes m WHERE m.user_id = ${reader} AND CASE m.kind
    WHEN 'topic' THEN m.ref = ANY(p.topics)
    WHEN 'author' THEN m.ref = ANY(p.author_slugs)
    WHEN 'person' THEN m.ref = u.username
    ELSE p.title || ' ' || p.abstract ~* ('\\m' || replace(m.ref, ' ', '\\W+') || '\\M') END)`;
}

/** @returns the name under which it was followed, or null */
async function endFollow(
  tx: Tx,
  viewer: Viewer,
  thing: { kind: FollowKind; ref: string },
): Promise<string | null> {
  const where = { userId: viewer.id, ...thing };
  const followed = await tx.follow.findFirst({ where, select: { label: true } });
  if (followed) await tx.follow.deleteMany({ where });
  return followed?.label ?? null;
}

function toRow({
  followedAs,
  ...row
}: Omit<MuteRow, "wasFollowed"> & { followedAs: string | null }): MuteRow {
  return { ...row, wasFollowed: followedAs !== null };
}

function noSuch(): AppError {
  return new AppError("not-found", "You have not muted this, or no longer.");
}
