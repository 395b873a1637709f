import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import type { Viewer } from "@/lib/people/viewer";

/** The time zone of the viewer's profile, or the hub's. */
export async function findOwnZone(viewer: Viewer): Promise<string> {
  const user = await getDb().user.findUnique({ where: { id: viewer.id }, select: { timeZone: true } });
  return user?.timeZone ?? getConfig().HUB_TIME_ZONE;
}
