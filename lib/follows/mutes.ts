import { getDb, Prisma, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { type Followed, follow, lockReader } from "@/lib/follows/follows";
import { maxMutes, type NewMute } from "@/lib/follows/schema";
import { canonicalRef, getTarget } from "@/lib/follows/targets";
import type { Viewer } from "@/lib/people/viewer";
import type { FollowKind, MuteKind } from "@/prisma/generated/enums";

/** Something that the viewer has muted, and whether muting ended a follow. */
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
 * Mutes something for the viewer, which ends a follow of it. The label of that follow is kept with the mute, so that
 * muting can be undone. Muting the same thing again changes nothing.
 * @throws AppError not-found; invalid; conflict if the viewer has already muted `maxMutes` things
 */
export async function mute(viewer: Viewer, given: NewMute, now = new Date()): Promise<MuteRow> {
  const { kind } = given;
  const { ref, label } = await getTarget(kind, given.ref);
  if (kind === "person" && ref === viewer.username) throw new AppError("invalid", "That is you.");
  return getDb().$transaction(async (tx) => {
    await lockReader(tx, viewer);
    const followedAs = kind === "word" ? null : await endFollow(tx, viewer, { kind, ref });
    const existing = await tx.mute.findFirst({ where: { userId: viewer.id, kind, ref }, select });
    if (existing) return toRow(existing);
    if ((await tx.mute.count({ where: { userId: viewer.id } })) >= maxMutes)
      throw new AppError("conflict", `One can mute ${maxMutes} things at most: take one away first.`);
    const data = { userId: viewer.id, kind, ref, label, followedAs, createdAt: now };
    return toRow(await tx.mute.create({ data, select }));
  });
}

/**
 * Makes the viewer follow what they muted, which ends the mute.
 * @param id the id of the mute
 * @throws AppError not-found if there is no such mute, or if it is of a word; conflict
 */
export async function followAgain(viewer: Viewer, id: number, now = new Date()): Promise<Followed> {
  const muted = await getDb().mute.findFirst({ where: { id, userId: viewer.id }, select });
  if (!muted || muted.kind === "word") throw noSuch();
  return follow(viewer, { kind: muted.kind, ref: muted.ref }, now);
}

/**
 * Ends a mute of the viewer.
 * @param what the id of a mute, or what is muted; in the second form it is no error if there is no such mute
 * @throws AppError not-found if the viewer has no mute with this id
 */
export async function unmute(viewer: Viewer, what: number | NewMute): Promise<void> {
  const which = typeof what === "number" ? { id: what } : { ...what, ref: canonicalRef(what.kind, what.ref) };
  const { count } = await getDb().mute.deleteMany({ where: { userId: viewer.id, ...which } });
  if (count === 0 && typeof what === "number") throw noSuch();
}

/** Everything that the viewer has muted, newest first. */
export async function listMutes(viewer: Viewer): Promise<MuteRow[]> {
  const where = { userId: viewer.id };
  const rows = await getDb().mute.findMany({ where, select, orderBy: { id: "desc" }, take: maxMutes });
  return rows.map(toRow);
}

/**
 * A condition in SQL: whether a reader has muted a paper by one of its topics, an author, its organisation, its
 * submitter, or a word or phrase in its title or abstract. The query must have the paper as `p` and its submitter, if any, as `u` (a left join).
 * @param reader the reader's id in SQL
 */
export function mutedSql(reader: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM mutes m WHERE m.user_id = ${reader} AND CASE m.kind
    WHEN 'topic' THEN m.ref = ANY(p.topics)
    WHEN 'author' THEN m.ref = ANY(p.author_slugs)
    WHEN 'organization' THEN m.ref = p.organization_slug
    WHEN 'person' THEN m.ref = u.username
    ELSE p.title || ' ' || p.abstract ~* ('\\m' || replace(m.ref, ' ', '\\W+') || '\\M') END)`;
}

/** Deletes the viewer's follow of something. @returns the label of the deleted follow, or null if there was none */
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
