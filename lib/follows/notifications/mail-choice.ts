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

/** Changes how the viewer's notifications are mailed. Notifications from a time without mails are never mailed. */
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

/** The signed token in the links that stop a person's notification mails without signing in; it never changes. */
export function stopToken(userId: number): string {
  return `${userId}.${hubSignature(signedText(userId))}`;
}

/** The reader whose notification mails a token stops; null if the token is invalid or the reader no longer exists. */
export async function findMailedReader(token: string): Promise<MailedReader | null> {
  const select = { email: true, reader: { select: { notificationMail: true } } } as const;
  const user = await getDb().user.findUnique({ where: { id: readToken(token) }, select });
  if (!user || user.email === null) return null;
  return { email: user.email, stopped: user.reader?.notificationMail === "never" };
}

/** Stops the notification mails of the reader whom a token belongs to. Safe to repeat. @throws AppError not-found */
export async function stopNotificationMail(token: string): Promise<void> {
  if (!(await findMailedReader(token)))
    throw new AppError("not-found", "This link is not, or no longer, known here.");
  const userId = readToken(token);
  await setReader(userId, { notificationMail: "never" });
}

/** The user id in a token; 0, which is nobody's id, if the signature is wrong. */
function readToken(token: string): number {
  const [, id = "", signature = ""] = /^(\d{1,10})\.([\w-]{43})$/.exec(token) ?? [];
  return isHubSignature(signature, signedText(Number(id))) ? Number(id) : 0;
}

const signedText = (userId: number) => `notification mail of ${userId}`;
