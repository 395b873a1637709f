import { randomBytes } from "node:crypto";
import { getConfig, isOpenToOthers } from "@/lib/base/config";
import { getDb, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { deleteSetting, findSetting, lockSetting, saveSetting } from "@/lib/base/settings";
import { plus } from "@/lib/base/time";
import { tokenHash } from "@/lib/people/account/token-hash";
import { lockAdmins } from "@/lib/people/people";
import { assertMayPublish } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";

/** For how many hours a link works; the next start prints a new one. */
export const adminLinkHours = 24;

/** How many links work at once: each process that prints one adds one. */
const maxLinks = 5;

/**
 * Makes a link whose opener becomes the hub's admin, for the log of the start. Only its hash is kept.
 * @returns the link's address; null if the hub has an admin, or if only this machine can reach it and the first person to
 * sign in will be its admin
 */
export async function createAdminLink(now = new Date()): Promise<string | null> {
  if (!(await needsAdminLink())) return null;
  const token = randomBytes(32).toString("base64url");
  const link = { hash: tokenHash(token), expiresAt: plus(now, { hours: adminLinkHours }).toISOString() };
  await getDb().$transaction(async (tx) => {
    await lockAdmins(tx);
    const others = (await findSetting("admin-links", tx)) ?? [];
    await saveSetting(
      "admin-links",
      [link, ...others.filter((one) => isValid(one, now))].slice(0, maxLinks),
      tx,
    );
  });
  return `${getConfig().HUB_URL}/first-admin?token=${token}`;
}

/** A sentence for `/health` if others can reach the hub and it has no admin; null otherwise. */
export async function findAdminTrouble(): Promise<string | null> {
  if (!isOpenToOthers(getConfig()) || (await hasAdmin(getDb()))) return null;
  return "This hub has no admin: open the link that its start printed, or restart it for a new one.";
}

/** Whether the hub has no admin, and the first person to sign in will not become it either. */
async function needsAdminLink(): Promise<boolean> {
  if (await hasAdmin(getDb())) return false;
  if (isOpenToOthers(getConfig())) return true;
  return (await getDb().user.count({ where: { kind: "person", username: { not: null } } })) > 0;
}

/** Why a link does not make its opener the admin, in a sentence; null if it does. */
export async function findAdminLinkProblem(token: string, now = new Date()): Promise<string | null> {
  if (await hasAdmin(getDb())) return "This hub has an admin already, who can give you a role.";
  return hasLink(await findSetting("admin-links"), token, now) ? null : endedLink;
}

/**
 * Makes the viewer the hub's admin by the link that was printed at its start. The link works once, and only while the hub
 * has no admin.
 * @throws AppError conflict when the hub has an admin; gone for a link that was used or has expired; forbidden for banned
 * accounts
 */
export async function becomeAdmin(viewer: Viewer, token: string, now = new Date()): Promise<void> {
  assertMayPublish(viewer);
  await getDb().$transaction(async (tx) => {
    await lockAdmins(tx);
    if (await hasAdmin(tx)) throw new AppError("conflict", "This hub has an admin already.");
    if (!hasLink(await lockSetting(tx, "admin-links"), token, now)) throw new AppError("gone", endedLink);
    const { count } = await tx.user.updateMany({
      where: { id: viewer.id, bannedAt: null },
      data: { role: "admin" },
    });
    if (count === 0) throw new AppError("gone", "This account does not exist any more.");
    await deleteSetting(tx, "admin-links");
  });
}

const endedLink = "This link was used or has expired. Restart the hub: its log shows a new one.";

type Link = { hash: string; expiresAt: string };

function hasLink(links: Link[] | null, token: string, now: Date): boolean {
  return (links ?? []).some((one) => one.hash === tokenHash(token) && isValid(one, now));
}

function hasAdmin(tx: Tx): Promise<boolean> {
  return tx.user.count({ where: { role: "admin", bannedAt: null } }).then((count) => count > 0);
}

function isValid({ expiresAt }: Link, now: Date): boolean {
  return new Date(expiresAt) > now;
}
