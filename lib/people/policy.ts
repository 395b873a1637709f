import { AppError } from "@/lib/base/errors";
import { elapsed } from "@/lib/base/time";
import type { Viewer } from "@/lib/people/viewer";
import type { Role } from "@/prisma/generated/enums";

const rank: Record<Role, number> = { member: 0, curator: 1, moderator: 2, admin: 3 };

/** Accounts younger than this are new. */
const newAccountHours = 24;
export const newAccountSubmissions = 2;

type Target = { id: number; role: Role };

/** Whether the viewer may decide on submissions and feature papers: curators and higher roles. */
export function canCurate(viewer: Viewer): boolean {
  return !viewer.banned && rank[viewer.role] >= rank.curator;
}

/** Whether the viewer may delete comments, verify claims and ban accounts: moderators and admins. */
export function canModerate(viewer: Viewer): boolean {
  return !viewer.banned && rank[viewer.role] >= rank.moderator;
}

/** Whether the viewer may give roles and manage jobs and mails: admins. */
export function canAdminister(viewer: Viewer): boolean {
  return !viewer.banned && viewer.role === "admin";
}

/** Whether the viewer may ban a person: moderators and admins may ban people with a lower role than their own. */
export function canBan(viewer: Viewer, target: Target): boolean {
  return canModerate(viewer) && viewer.id !== target.id && rank[viewer.role] > rank[target.role];
}

/** Whether the viewer may change anything that others see: everybody who is not banned. */
export function canPublish(viewer: Pick<Viewer, "banned">): boolean {
  return !viewer.banned;
}

/**
 * Checks that the viewer may change something that others see. Every function that does so calls this or a `canX` above.
 * @param act what a banned account cannot do, as the end of a sentence
 * @throws AppError forbidden for banned accounts
 */
export function assertMayPublish(
  viewer: Pick<Viewer, "banned">,
  act = "change anything that others see",
): void {
  if (!canPublish(viewer)) throw new AppError("forbidden", `This account is banned and cannot ${act}.`);
}

/** Whether the viewer may comment: everybody who may change what others see. */
export function canComment(viewer: Viewer): boolean {
  return canPublish(viewer);
}

/**
 * Whether the viewer may submit another paper: everybody who is not banned. Accounts under a day old may submit two, so
 * that a new account is no way around a ban; curators have no limit.
 * @param submissionsToday the number of the viewer's submissions in the last 24 hours
 */
export function canSubmit(viewer: Viewer, submissionsToday: number, now: Date): boolean {
  if (!canPublish(viewer)) return false;
  return canCurate(viewer) || !isNew(viewer, now) || submissionsToday < newAccountSubmissions;
}

/** Whether the account is less than a day old. */
export function isNew(viewer: Viewer, now: Date): boolean {
  return elapsed(viewer.createdAt, now, "hours") < newAccountHours;
}
