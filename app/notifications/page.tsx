import type { Metadata } from "next";
import { Inbox } from "@/components/notifications/inbox";
import { getNotificationMail } from "@/lib/follows/notifications/mail-choice";
import { listNotifications } from "@/lib/follows/notifications/notifications";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Notifications", robots: { index: false } };

export default async function NotificationsPage() {
  const viewer = await requireViewer("/notifications");
  const [items, mail] = await Promise.all([listNotifications(viewer), getNotificationMail(viewer)]);
  return <Inbox items={items} mail={mail} />;
}
