import type { Metadata } from "next";
import { Inbox } from "@/components/notifications/inbox";
import { getNotificationsPage } from "@/lib/follows/notifications/notifications-page";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Notifications", robots: { index: false } };

export default async function NotificationsPage() {
  const viewer = await requireViewer("/notifications");
  return <Inbox {...(await getNotificationsPage(viewer))} />;
}
