import { getDb, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { changeTouchedPapers } from "@/lib/papers/touched-papers";
import { canBan } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";

/**
 * A moderator bans an account: it may not write any more, and its standing votes stop counting at once.
 * Banning again changes nothing.
 * @throws AppError not-found, forbidden
 */
export async function banPerson(viewer: Viewer, username: string, now = new Date()): Promise<void> {
  const user = await getTarget(viewer, username);
  await changeTouchedPapers(user.id, async (tx) => {
    await tx.user.updateMany({ where: { id: user.id, bannedAt: null }, data: { bannedAt: now } });
    await tx.vote.updateMany({
      where: { userId: user.id, withdrawnAt: null, uncountedAt: null },
      data: { uncountedAt: now, uncountedReason: "banned" },
    });
  });
}

/**
 * A moderator lifts a ban: the votes it kept from counting count again, but for those on the person's own papers.
 * @throws AppError not-found, forbidden
 */
export async function unbanPerson(viewer: Viewer, username: string): Promise<void> {
  const user = await getTarget(viewer, username);
  await changeTouchedPapers(user.id, async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { bannedAt: null } });
    await releaseVotes(tx, user.id);
  });
}

async function getTarget(viewer: Viewer, username: string): Promise<{ id: number }> {
  const user = await getDb().user.findUnique({ where: { username }, select: { id: true, role: true } });
  if (!user) throw new AppError("not-found", "There is nobody of that name here.");
  if (!canBan(viewer, user)) throw new AppError("forbidden", "You may not ban or readmit this account.");
  return user;
}

async function releaseVotes(tx: Tx, userId: number): Promise<void> {
  const where = { userId, withdrawnAt: null, uncountedReason: "banned" as const };
  await tx.vote.updateMany({
    where: { ...where, paper: { claims: { some: { userId, status: "verified" } } } },
    data: { uncountedReason: "own_paper" },
  });
  await tx.vote.updateMany({ where, data: { uncountedAt: null, uncountedReason: null } });
}
