import { getDb, plannedOnce, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { elapsed, minus } from "@/lib/base/time";
import { maxFollows, type NewFollow } from "@/lib/follows/schema";
import { canonicalRef, getTarget } from "@/lib/follows/targets";
import type { Topic } from "@/lib/papers/topics/topics";
import type { Viewer } from "@/lib/people/viewer";
import type { FollowKind } from "@/prisma/generated/enums";

/** Something that the viewer follows. */
export type FollowRow = { id: number; kind: FollowKind; ref: string; label: string; createdAt: Date };

/** A follow in the viewer's list; `waits` means that its search or text has not been run yet. */
export type ListedFollow = FollowRow & { waits: boolean };

/** A new or existing follow, and whether following ended a mute. */
export type Followed = FollowRow & { unmuted: boolean };

const select = { id: true, kind: true, ref: true, label: true, createdAt: true };

/** The first run of a followed search or text also finds the papers of this many days before. */
const initialDays = 7;

/**
 * Makes the viewer follow something, which ends a mute of it. If the mute had ended an earlier follow, its label is
 * restored. Following the same thing again changes nothing.
 * @throws AppError not-found; invalid; conflict if the viewer already follows `maxFollows` things
 */
export async function follow(viewer: Viewer, given: NewFollow, now = new Date()): Promise<Followed> {
  const { kind } = given;
  const { ref, label } = await getTarget(kind, given.ref);
  if (kind === "person" && ref === viewer.username) throw new AppError("invalid", "That is you.");
  return getDb().$transaction(async (tx) => {
    await lockReader(tx, viewer);
    const muted = await endMute(tx, viewer, kind, ref);
    const unmuted = muted !== null;
    const existing = await tx.follow.findFirst({ where: { userId: viewer.id, kind, ref }, select });
    if (existing) return { ...existing, unmuted };
    await assertRoom(tx, viewer, 1);
    const data = { userId: viewer.id, kind, ref, label: muted?.followedAs ?? label, createdAt: now };
    const row = await tx.follow.create({
      data: { ...data, ...(await startingPoint(tx, kind, ref, now)) },
      select,
    });
    return { ...row, unmuted };
  });
}

/** Makes the viewer follow these topics and no others; other kinds of follows stay. @throws AppError conflict */
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
 * Ends a follow of the viewer.
 * @param what the id of a follow, or what is followed; in the second form it is no error if there is no such follow
 * @throws AppError not-found if the viewer has no follow with this id
 */
export async function unfollow(viewer: Viewer, what: number | NewFollow): Promise<void> {
  const which = typeof what === "number" ? { id: what } : { ...what, ref: canonicalRef(what.kind, what.ref) };
  const { count } = await getDb().follow.deleteMany({ where: { userId: viewer.id, ...which } });
  if (count === 0 && typeof what === "number") throw noSuch();
}

/** Changes the label of one of the viewer's follows. @throws AppError not-found */
export async function renameFollow(viewer: Viewer, id: number, label: string): Promise<void> {
  const { count } = await getDb().follow.updateMany({ where: { id, userId: viewer.id }, data: { label } });
  if (!count) throw noSuch();
}

/** Everything that the viewer follows, newest first. */
export async function listFollows(viewer: Viewer): Promise<ListedFollow[]> {
  const rows = await getDb().follow.findMany({
    where: { userId: viewer.id },
    select: { ...select, foundUntil: true },
    orderBy: { id: "desc" },
    take: maxFollows,
  });
  // Until the first run, `foundUntil` has the value that `startingPoint` gave it.
  return rows.map(({ foundUntil, ...row }) => ({
    ...row,
    waits: isSearch(row.kind) && elapsed(foundUntil, row.createdAt, "days") === initialDays,
  }));
}

/** Whether the viewer follows, or has muted, one thing. */
export type FollowState = { followed: boolean; muted: boolean };

const none: FollowState = { followed: false, muted: false };

/** Whether the viewer follows, or has muted, the thing with this reference; neither if nobody is signed in. One query. */
export async function findFollowState(
  viewer: Viewer | null,
  kind: FollowKind,
  given: string,
): Promise<FollowState> {
  if (!viewer) return none;
  const ref = canonicalRef(kind, given);
  const [state] = await getDb().$queryRaw<FollowState[]>`
    ${plannedOnce} SELECT EXISTS (SELECT 1 FROM follows WHERE user_id = ${viewer.id} AND kind = ${kind}::"FollowKind" AND ref = ${ref}) AS followed,
      EXISTS (SELECT 1 FROM mutes WHERE user_id = ${viewer.id} AND kind::text = ${kind} AND ref = ${ref}) AS muted`;
  return state ?? none;
}

/** The references of everything of one kind that the viewer follows; empty if nobody is signed in. One query. */
export async function listFollowed(viewer: Viewer | null, kind: FollowKind): Promise<Set<string>> {
  if (!viewer) return new Set();
  const rows = await getDb().follow.findMany({
    where: { userId: viewer.id, kind },
    select: { ref: true },
    take: maxFollows,
  });
  return new Set(rows.map(({ ref }) => ref));
}

/** Locks the viewer's follows and mutes against concurrent changes until the transaction ends. */
export async function lockReader(tx: Tx, viewer: Viewer): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${viewer.id} FOR NO KEY UPDATE`;
}

async function assertRoom(tx: Tx, viewer: Viewer, more: number): Promise<void> {
  if ((await tx.follow.count({ where: { userId: viewer.id } })) + more > maxFollows)
    throw new AppError("conflict", `One can follow ${maxFollows} things at most: stop following one first.`);
}

/** Deletes the viewer's mute of the same thing, if there is one. @returns the deleted mute, or null */
async function endMute(tx: Tx, viewer: Viewer, kind: FollowKind, ref: string) {
  if (kind === "paper" || kind === "search" || kind === "text") return null;
  const where = { userId: viewer.id, kind, ref };
  const muted = await tx.mute.findFirst({ where, select: { followedAs: true } });
  if (muted) await tx.mute.deleteMany({ where });
  return muted;
}

/** The columns that say from when on there is news; a paper's present version and code are not news. */
async function startingPoint(tx: Tx, kind: FollowKind, ref: string, now: Date) {
  if (isSearch(kind)) return { foundUntil: minus(now, { days: initialDays }) };
  if (kind !== "paper") return { foundUntil: now };
  const paper = await tx.paper.findUnique({ where: { key: ref }, select: { codeUrl: true, version: true } });
  return { foundUntil: now, hadCode: Boolean(paper?.codeUrl), hadVersion: paper?.version ?? 1 };
}

/** Whether the worker must search for what such a follow finds. */
function isSearch(kind: FollowKind): boolean {
  return kind === "search" || kind === "text";
}

function noSuch(): AppError {
  return new AppError("not-found", "You do not follow this, or no longer.");
}
