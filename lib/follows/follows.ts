import { getDb, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { elapsed, minus } from "@/lib/base/time";
import { maxFollows, type NewFollow } from "@/lib/follows/schema";
import { canonicalRef, getTarget } from "@/lib/follows/targets";
import type { Topic } from "@/lib/papers/topics/topics";
import type { Viewer } from "@/lib/people/viewer";
import type { FollowKind } from "@/prisma/generated/enums";

/** One thing that the viewer follows. */
export type FollowRow = { id: number; kind: FollowKind; ref: string; label: string; createdAt: Date };

/** The same in the list of all; `waits` while a search or a text has never been looked up. */
export type ListedFollow = FollowRow & { waits: boolean };

/** What is followed now, and whether that ended a mute of it. */
export type Followed = FollowRow & { unmuted: boolean };

const select = { id: true, kind: true, ref: true, label: true, createdAt: true };

/** Searches and texts bring at once what came in so many milliseconds before they were followed. */
const backDays = 7;

/**
 * The viewer follows something and mutes it no longer; following it again changes nothing. What was followed until it was
 * muted gets its name back.
 * @throws AppError not-found, invalid; conflict once the viewer follows five hundred things
 */
export async function follow(viewer: Viewer, wish: NewFollow, now = new Date()): Promise<Followed> {
  const { kind } = wish;
  const { ref, label } = await getTarget(kind, wish.ref);
  if (kind === "person" && ref === viewer.username) throw new AppError("invalid", "That is you.");
  return getDb().$transaction(async (tx) => {
    await lockReader(tx, viewer);
    const muted = await endMute(tx, viewer, kind, ref);
    const unmuted = muted !== null;
    const known = await tx.follow.findFirst({ where: { userId: viewer.id, kind, ref }, select });
    if (known) return { ...known, unmuted };
    await assertRoom(tx, viewer, 1);
    const data = { userId: viewer.id, kind, ref, label: muted?.followedAs ?? label, createdAt: now };
    const row = await tx.follow.create({ data: { ...data, ...(await startOf(tx, kind, ref, now)) }, select });
    return { ...row, unmuted };
  });
}

/** The viewer follows these topics, and no others. @throws AppError conflict */
export async function followTopics(viewer: Viewer, topics: Topic[], now = new Date()): Promise<void> {
  const mine = { userId: viewer.id, kind: "topic" as const };
  const refs = topics.map(({ id }) => id);
  await getDb().$transaction(async (tx) => {
    await lockReader(tx, viewer);
    await tx.mute.deleteMany({ where: { ...mine, ref: { in: refs } } });
    await tx.follow.deleteMany({ where: { ...mine, ref: { notIn: refs } } });
    await assertRoom(tx, viewer, refs.length - (await tx.follow.count({ where: mine })));
    const data = topics.map(({ id, name }) => ({
      ...mine,
      ref: id,
      label: name,
      createdAt: now,
      foundUntil: now,
    }));
    await tx.follow.createMany({ data, skipDuplicates: true });
  });
}

/**
 * The viewer stops following something.
 * @param what the id of a follow, or the thing itself; without a follow of the thing nothing changes
 * @throws AppError not-found for an id that is no follow of the viewer's
 */
export async function unfollow(viewer: Viewer, what: number | NewFollow): Promise<void> {
  const which = typeof what === "number" ? { id: what } : { ...what, ref: canonicalRef(what.kind, what.ref) };
  const { count } = await getDb().follow.deleteMany({ where: { userId: viewer.id, ...which } });
  if (count === 0 && typeof what === "number") throw noSuch();
}

/** The viewer gives something they follow a name of their own. @throws AppError not-found */
export async function renameFollow(viewer: Viewer, id: number, label: string): Promise<void> {
  const { count } = await getDb().follow.updateMany({ where: { id, userId: viewer.id }, data: { label } });
  if (!count) throw noSuch();
}

/** Everything the viewer follows, the last one first. */
export async function listFollows(viewer: Viewer): Promise<ListedFollow[]> {
  const rows = await getDb().follow.findMany({
    where: { userId: viewer.id },
    select: { ...select, foundUntil: true },
    orderBy: { id: "desc" },
    take: maxFollows,
  });
  // Where the worker has not been yet, it stands at what was written when the follow began.
  return rows.map(({ foundUntil, ...row }) => ({
    ...row,
    waits: isAsked(row.kind) && elapsed(foundUntil, row.createdAt, "days") === backDays,
  }));
}

/** Holds, until the transaction ends, that nobody else changes what the viewer follows and mutes. */
export async function lockReader(tx: Tx, viewer: Viewer): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${viewer.id} FOR NO KEY UPDATE`;
}

async function assertRoom(tx: Tx, viewer: Viewer, more: number): Promise<void> {
  if ((await tx.follow.count({ where: { userId: viewer.id } })) + more > maxFollows)
    throw new AppError("conflict", `One can follow ${maxFollows} things at most: stop following one first.`);
}

/** @returns the mute that ended, or null */
async function endMute(tx: Tx, viewer: Viewer, kind: FollowKind, ref: string) {
  if (kind !== "topic" && kind !== "author" && kind !== "person") return null;
  const where = { userId: viewer.id, kind, ref };
  const muted = await tx.mute.findFirst({ where, select: { followedAs: true } });
  if (muted) await tx.mute.deleteMany({ where });
  return muted;
}

/** From where the worker looks for news: of a paper, what it has already is none. */
async function startOf(tx: Tx, kind: FollowKind, ref: string, now: Date) {
  if (isAsked(kind)) return { foundUntil: minus(now, { days: backDays }) };
  if (kind !== "paper") return { foundUntil: now };
  const paper = await tx.paper.findUnique({ where: { key: ref }, select: { codeUrl: true, version: true } });
  return { foundUntil: now, hadCode: Boolean(paper?.codeUrl), hadVersion: paper?.version ?? 1 };
}

function isAsked(kind: FollowKind): boolean {
  return kind === "search" || kind === "text";
}

function noSuch(): AppError {
  return new AppError("not-found", "You do not follow this, or no longer.");
}
