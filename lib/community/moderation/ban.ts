import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { countAgain, stopCounting } from "@/lib/papers/counted-votes";
import { changeAndRecount } from "@/lib/papers/recount";
import { setBanned } from "@/lib/people/people";
import { canBan } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";
import { addJob } from "@/lib/queue/enqueue";

/**
 * Bans an account: it can no longer write, and its votes stop counting at once. Banning it again changes nothing.
 * @throws AppError not-found; forbidden unless the viewer may ban this account
 */
export async function banPerson(viewer: Viewer, username: string, now = new Date()): Promise<void> {
  const user = await getTarget(viewer, username);
  await changeAndRecount(user.id, async (tx) => {
    await setBanned(tx, user.id, now);
    await stopCounting(tx, { userId: user.id }, "banned", now);
  });
}

/**
 * Lifts a ban: the person's votes count again, except those on their own papers.
 * @throws AppError not-found; forbidden unless the viewer may ban this account
 */
export async function unbanPerson(viewer: Viewer, username: string): Promise<void> {
  const user = await getTarget(viewer, username);
  await changeAndRecount(user.id, async (tx) => {
    await setBanned(tx, user.id, null);
    await countAgain(tx, { userId: user.id }, "banned");
    await addJob(tx, "resume-account", { userId: user.id });
  });
}

async function getTarget(viewer: Viewer, username: string): Promise<{ id: number }> {
  const user = await getDb().user.findUnique({ where: { username }, select: { id: true, role: true } });
  if (!user) throw new AppError("not-found", "There is nobody of that name here.");
  if (!canBan(viewer, user)) throw new AppError("forbidden", "You may not ban or readmit this account.");
  return user;
}
