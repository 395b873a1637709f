import { randomBytes } from "node:crypto";
import { getDb, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { plus } from "@/lib/base/time";
import { barred, extendBan, isBarred, noteFormerIdentity } from "@/lib/people/account/bans";
import { removeConnections } from "@/lib/people/account/connections";
import { tokenHash } from "@/lib/people/account/token-hash";
import { lockPerson } from "@/lib/people/lock-person";
import type { Viewer } from "@/lib/people/viewer";
import type { AddressChangeKind } from "@/prisma/generated/enums";

/** For how many hours the link to a new address works, and for how many days the one that takes a change back. */
export const addressLinkHours = 24;
export const undoDays = 7;

/** A change that waits for a click, as the page behind its link shows it. */
export type WaitingChange = { kind: AddressChangeKind; email: string; username: string | null };

/** What a confirmed change did. `undoToken` is for the earlier address; null if there was none, or for an undo. */
export type DoneChange = WaitingChange & { userId: number; before: string | null; undoToken: string | null };

/**
 * Stores that the viewer wants to sign in with another address. An earlier wish is forgotten.
 * @returns the token for the link; null, so that there is no link, when another account has the address or a ban rests on it
 */
export async function storeAddressChange(viewer: Viewer, email: string, now: Date): Promise<string | null> {
  return getDb().$transaction(async (tx) => {
    await tx.addressChange.deleteMany({ where: { userId: viewer.id, kind: "change" } });
    // Stored in any case: otherwise the settings would show whether another account has the address.
    const expiresAt = plus(now, { hours: addressLinkHours });
    const token = await addChange(tx, { userId: viewer.id, kind: "change", email }, expiresAt);
    const isRefused = (await isTaken(tx, viewer.id, email)) || (await isBarred([{ email }], viewer.id, tx));
    return isRefused ? null : token;
  });
}

/** The change that a mailed link confirms; null for a link that was used, has expired or is made up. */
export async function findAddressChange(token: string, now = new Date()): Promise<WaitingChange | null> {
  const row = await getDb().addressChange.findUnique({
    where: { hash: tokenHash(token), expiresAt: { gt: now } },
    select: { kind: true, email: true, user: { select: { username: true } } },
  });
  return row && { kind: row.kind, email: row.email, username: row.user.username };
}

/** The addresses to which the viewer wants to change, newest first. */
export async function listAddressChanges(viewer: Viewer, now = new Date()): Promise<string[]> {
  const rows = await getDb().addressChange.findMany({
    where: { userId: viewer.id, kind: "change", expiresAt: { gt: now } },
    select: { email: true },
    orderBy: { id: "desc" },
    take: 1,
  });
  return rows.map(({ email }) => email);
}

/**
 * Makes the change of a mailed link, which works once: the person signs in with the other address from now on, unused
 * sign-in links to the earlier one end, and so do all sessions but one. An undo ends every session and token, and every other
 * way to sign in: whoever had the account meanwhile may have connected one of theirs.
 * @param keep the token of the session that goes on
 * @throws AppError gone for a link that was used or has expired; conflict when another account has the address meanwhile;
 * forbidden when a ban rests on it
 */
export async function makeAddressChange(
  tx: Tx,
  token: string,
  { keep, now }: { keep: string | null; now: Date },
): Promise<DoneChange> {
  const { userId, kind, email } = await takeChange(tx, token, now);
  await lockPerson(tx, userId);
  const user = await tx.user.findUnique({ where: { id: userId }, select: { email: true, username: true } });
  if (!user) throw ended();
  const { email: before, username } = user;
  if (await isBarred([{ email }], userId, tx)) throw barred();
  if (await isTaken(tx, userId, email))
    throw new AppError("conflict", "Another account uses this address by now.");
  if (before !== null) await leaveAddress(tx, userId, before);
  await tx.user.update({ where: { id: userId }, data: { email, emailVerified: now } });
  await extendBan(tx, userId);
  await endAccess(tx, userId, kind, keep);
  const withUndo = kind === "change" && before !== null;
  const undo = withUndo ? { userId, kind: "undo" as const, email: before } : null;
  const undoToken = undo && (await addChange(tx, undo, plus(now, { days: undoDays })));
  return { userId, kind, email, username, before, undoToken };
}

async function takeChange(tx: Tx, token: string, now: Date) {
  const row = await tx.addressChange.findUnique({
    where: { hash: tokenHash(token), expiresAt: { gt: now } },
  });
  // Of two clicks at once only one deletes the row.
  const { count } = row ? await tx.addressChange.deleteMany({ where: { id: row.id } }) : { count: 0 };
  if (!row || count === 0) throw ended();
  return row;
}

async function leaveAddress(tx: Tx, userId: number, email: string): Promise<void> {
  await noteFormerIdentity(tx, userId, { email });
  await tx.verificationToken.deleteMany({ where: { identifier: email } });
}

/** Whoever had the old address or the account before must not stay signed in. */
async function endAccess(
  tx: Tx,
  userId: number,
  kind: AddressChangeKind,
  keep: string | null,
): Promise<void> {
  const others = kind === "change" && keep !== null ? { sessionToken: { not: keep } } : {};
  await tx.session.deleteMany({ where: { userId, ...others } });
  if (kind === "change") return;
  await tx.apiToken.deleteMany({ where: { userId } });
  await removeConnections(tx, userId);
  await tx.addressChange.deleteMany({ where: { userId } });
}

/** Whether another account has the address. */
async function isTaken(tx: Tx, userId: number, email: string): Promise<boolean> {
  return (await tx.user.count({ where: { email, id: { not: userId } } })) > 0;
}

async function addChange(
  tx: Tx,
  change: { userId: number; kind: AddressChangeKind; email: string },
  expiresAt: Date,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await tx.addressChange.create({ data: { ...change, hash: tokenHash(token), expiresAt } });
  return token;
}

function ended(): AppError {
  return new AppError("gone", "This link was used or has expired.");
}
