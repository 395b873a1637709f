import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { hubSignature, isHubSignature } from "@/lib/people/hub-signature";
import { setReader } from "@/lib/people/reader";

export type MailedReader = { email: string; stopped: boolean };

/** The query of the links that stop somebody's notification mails without signing in: signed by the hub, the same for ever. */
export function stopToken(userId: number): string {
  return `${userId}.${hubSignature(signed(userId))}`;
}

/** Whose notification mails a link stops; null for one that the hub did not make, or whose reader is gone. */
export async function findMailedReader(token: string): Promise<MailedReader | null> {
  const select = { email: true, reader: { select: { notificationMail: true } } } as const;
  const user = await getDb().user.findUnique({ where: { id: readToken(token) }, select });
  if (!user || user.email === null) return null;
  return { email: user.email, stopped: user.reader?.notificationMail === "never" };
}

/** Stops somebody's notification mails by the link in one; again changes nothing. @throws AppError not-found */
export async function stopNotificationMail(token: string): Promise<void> {
  if (!(await findMailedReader(token)))
    throw new AppError("not-found", "This link is not, or no longer, known here.");
  const userId = readToken(token);
  await setReader(userId, { notificationMail: "never" });
}

/** @returns 0, which is nobody's id, for a link that the hub did not make */
function readToken(token: string): number {
  const [, id = "", signature = ""] = /^(\d{1,10})\.([\w-]{43})$/.exec(token) ?? [];
  return isHubSignature(signature, signed(Number(id))) ? Number(id) : 0;
}

const signed = (userId: number) => `notification mail of ${userId}`;
