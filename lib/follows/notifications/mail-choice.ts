import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { planMails } from "@/lib/follows/notifications/plan-mails";
import { hubSignature, isHubSignature } from "@/lib/people/hub-signature";
import { setReader } from "@/lib/people/reader";
import type { Viewer } from "@/lib/people/viewer";
import type { NotificationMail } from "@/prisma/generated/enums";

/** How the viewer's notifications are mailed. */
export async function getNotificationMail(viewer: Viewer): Promise<NotificationMail> {
  const row = await getDb().reader.findUnique({
    where: { userId: viewer.id },
    select: { notificationMail: true },
  });
  return row?.notificationMail ?? "daily";
}

/** The viewer chooses how they are mailed. What came while they were not mailed is not mailed later. */
export async function chooseNotificationMail(
  viewer: Viewer,
  mail: NotificationMail,
  now = new Date(),
): Promise<void> {
  const before = await getNotificationMail(viewer);
  await getDb().$transaction(async (tx) => {
    if (before === "never" && mail !== "never")
      await tx.notification.updateMany({
        where: { userId: viewer.id, mailedAt: null },
        data: { mailedAt: now },
      });
    await setReader(viewer.id, { notificationMail: mail }, tx);
    await planMails(tx, [viewer.id], now);
  });
}

export type MailedReader = { email: string; stopped: boolean };

/** The query of the links that stop somebody's notification mails without signing in: signed by the hub, the same for ever. */
export function stopToken(userId: number): string {
  return `${userId}.${hubSignature(signedText(userId))}`;
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
  return isHubSignature(signature, signedText(Number(id))) ? Number(id) : 0;
}

const signedText = (userId: number) => `notification mail of ${userId}`;
