import { getDb, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { countAgain, stopCounting } from "@/lib/papers/counted-votes";
import { changeAndRecount } from "@/lib/papers/recount";
import * as bans from "@/lib/people/account/bans";
import { canBan, canModerate } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";
import { addJob } from "@/lib/queue/enqueue";

/**
 * Bans an account, and those with the same mailbox that the viewer may ban, too: it can no longer change what others see,
 * and its votes stop counting at once. The ban rests on hashes of what its owner signs in with, and outlives the account.
 * Banning it again changes nothing.
 * @throws AppError not-found; forbidden unless the viewer may ban this account
 */
export async function banPerson(viewer: Viewer, username: string, now = new Date()): Promise<void> {
  const user = await getTarget(viewer, username);
  await ban(user.id, now);
  const others = await bans.listSameMailbox(user.id);
  for (const other of others.filter((one) => canBan(viewer, one))) await ban(other.id, now);
}

/**
 * Lifts a ban from all accounts that it concerns: their votes count again, except those on their own papers. Their owner
 * can sign in anew with everything on which the ban rested.
 * @throws AppError not-found; forbidden unless the viewer may ban all these accounts
 */
export async function unbanPerson(viewer: Viewer, username: string): Promise<void> {
  const user = await getTarget(viewer, username);
  const banIds = await bans.listBans(user.id);
  await assertMayReadmit(viewer, banIds);
  await lift(banIds, user.id);
}

/**
 * Lifts the ban that rests on a mail address, whose account may be deleted.
 * @throws AppError not-found; forbidden unless the viewer may ban all accounts of this ban
 */
export async function unbanAddress(viewer: Viewer, email: string): Promise<void> {
  if (!canModerate(viewer)) throw new AppError("forbidden", "Only moderators lift bans.");
  const found = await bans.findBanOfAddress(email);
  if (!found) throw new AppError("not-found", "No ban rests on this address.");
  await assertMayReadmit(viewer, [found.id]);
  await lift([found.id]);
}

/** Since when a ban rests on a mail address; null if none does. @throws AppError forbidden unless the viewer is a moderator */
export async function findBannedAddress(viewer: Viewer, email: string): Promise<Date | null> {
  if (!canModerate(viewer)) throw new AppError("forbidden", "Only moderators look for bans.");
  return (await bans.findBanOfAddress(email))?.bannedAt ?? null;
}

function ban(id: number, now: Date): Promise<void> {
  return changeAndRecount(id, async (tx) => {
    await bans.recordBan(tx, id, now);
    await stopCounting(tx, { userId: id }, "banned", now);
  });
}

/** @param id an account that is readmitted even if it was banned without a ban on record */
async function lift(banIds: number[], id?: number): Promise<void> {
  const accounts = (await bans.listBanned(banIds)).map((one) => one.id);
  for (const each of new Set([...(id === undefined ? [] : [id]), ...accounts]))
    await changeAndRecount(each, (tx) => readmit(tx, each));
  await getDb().$transaction((tx) => bans.deleteBans(tx, banIds));
}

async function readmit(tx: Tx, userId: number): Promise<void> {
  await bans.liftBan(tx, userId);
  await countAgain(tx, { userId }, "banned");
  await addJob(tx, "resume-account", { userId });
}

async function getTarget(viewer: Viewer, username: string): Promise<{ id: number }> {
  const user = await getDb().user.findUnique({ where: { username }, select: { id: true, role: true } });
  if (!user) throw new AppError("not-found", "There is nobody of that name here.");
  if (!canBan(viewer, user)) throw notYours();
  return user;
}

/** Checks that the viewer may ban every account of these bans. @throws AppError forbidden */
async function assertMayReadmit(viewer: Viewer, banIds: number[]): Promise<void> {
  const accounts = await bans.listBanned(banIds);
  if (!accounts.every((one) => canBan(viewer, one))) throw notYours();
}

function notYours(): AppError {
  return new AppError("forbidden", "You may not ban or readmit this account.");
}
