import { getDb } from "@/lib/base/db";
import { canonicalRef } from "@/lib/follows/targets";
import type { Viewer } from "@/lib/people/viewer";
import type { FollowKind } from "@/prisma/generated/enums";

/** How the viewer stands to something that can be followed. */
export type Stance = { followed: boolean; muted: boolean };

const none: Stance = { followed: false, muted: false };

/** Whether the viewer follows, or has muted, one thing; nobody does either. One query. */
export async function findStance(viewer: Viewer | null, kind: FollowKind, given: string): Promise<Stance> {
  if (!viewer) return none;
  const ref = canonicalRef(kind, given);
  const [stance] = await getDb().$queryRaw<Stance[]>`
    SELECT EXISTS (SELECT 1 FROM follows WHERE user_id = ${viewer.id} AND kind = ${kind}::"FollowKind" AND ref = ${ref}) AS followed,
      EXISTS (SELECT 1 FROM mutes WHERE user_id = ${viewer.id} AND kind::text = ${kind} AND ref = ${ref}) AS muted`;
  return stance ?? none;
}

/** What of one kind the viewer follows, by its reference; nobody follows anything. One query. */
export async function listFollowed(viewer: Viewer | null, kind: FollowKind): Promise<Set<string>> {
  if (!viewer) return new Set();
  const rows = await getDb().follow.findMany({
    where: { userId: viewer.id, kind },
    select: { ref: true },
    take: 500,
  });
  return new Set(rows.map(({ ref }) => ref));
}
