import { after } from "next/server";
import { noteOpened } from "@/lib/feeds/for-you/impressions";
import { markPaperRead } from "@/lib/follows/notifications/notifications";
import type { Viewer } from "@/lib/people/viewer";
import { getUnread } from "@/lib/web/viewer";

/** Once the page is sent: the viewer has opened a paper, and has read what waited about it. */
export async function noteReader(viewer: Viewer | null, paperId: number): Promise<void> {
  if (!viewer) return;
  const unread = await getUnread();
  after(async () => {
    await noteOpened(viewer, paperId);
    if (unread) await markPaperRead(viewer, paperId);
  });
}
