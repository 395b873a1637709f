import { elapsed } from "@/lib/base/time";
import type { Viewer } from "@/lib/people/viewer";
import type { Role } from "@/prisma/generated/enums";

const rank: Record<Role, number> = { member: 0, curator: 1, moderator: 2, admin: 3 };

/** An account younger than this is new. */
const newAccountHours = 24;
export const newAccountSubmissions = 2;

type Target = { id: number; role: Role };

/** Curators and those above them decide on submissions and choose what stands in front. */
export function canCurate(viewer: Viewer): boolean {
  return !viewer.banned && rank[viewer.role] >= rank.curator;
}

/** Moderators and admins delete comments, verify claims and ban accounts. */
export function canModerate(viewer: Viewer): boolean {
  return !viewer.banned && rank[viewer.role] >= rank.moderator;
}

/** Admins give roles, and look after the hub's own work: its jobs and its mails. */
export function canAdminister(viewer: Viewer): boolean {
  return !viewer.banned && viewer.role === "admin";
}

/** Moderators ban those who rank below them: never each other, and nobody themselves. */
export function canBan(viewer: Viewer, target: Target): boolean {
  return canModerate(viewer) && viewer.id !== target.id && rank[viewer.role] > rank[target.role];
}

/** Whoever is not banned may comment. */
export function canComment(viewer: Viewer): boolean {
  return !viewer.banned;
}

/**
 * Whoever is not banned may submit papers; an account under a day old at most two, so that a new account is no way
 * around a ban. Curators are not held back.
 * @param submissionsToday how many the viewer has sent in the last 24 hours
 */
export function canSubmit(viewer: Viewer, submissionsToday: number, now: Date): boolean {
  if (viewer.banned) return false;
  return canCurate(viewer) || !isNew(viewer, now) || submissionsToday < newAccountSubmissions;
}

/** Whether the account is less than a day old. */
export function isNew(viewer: Viewer, now: Date): boolean {
  return elapsed(viewer.createdAt, now, "hours") < newAccountHours;
}
