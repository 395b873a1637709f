import { getDb } from "@/lib/base/db";
import { ownPath } from "@/lib/feeds/for-you/mix";
import { removeMix } from "@/lib/feeds/for-you/mixes";
import type { Viewer } from "@/lib/people/viewer";

/** Deletes one of the viewer's mixes, with its feed and its subscription by mail. @throws AppError not-found */
export async function deleteMix(viewer: Viewer, slug: string): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await removeMix(tx, viewer, slug);
    const page = ownPath(slug);
    await tx.$executeRaw`
      DELETE FROM subscriptions WHERE user_id = ${viewer.id} AND split_part(feed, '?', 1) = ${page}`;
  });
}
