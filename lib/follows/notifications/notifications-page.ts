import { getNotificationMail } from "@/lib/follows/notifications/mail-choice";
import type { NotificationItem } from "@/lib/follows/notifications/notification-item";
import { listNotifications } from "@/lib/follows/notifications/notifications";
import type { Viewer } from "@/lib/people/viewer";
import type { NotificationMail } from "@/prisma/generated/enums";

export type NotificationsPage = {
  /** Unread ones first. */
  items: NotificationItem[];
  /** How often they are mailed. */
  mail: NotificationMail;
};

/** Everything that the page of the viewer's notifications shows. */
export async function getNotificationsPage(viewer: Viewer): Promise<NotificationsPage> {
  const [items, mail] = await Promise.all([listNotifications(viewer), getNotificationMail(viewer)]);
  return { items, mail };
}
