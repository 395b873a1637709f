import { getDb, type Tx } from "@/lib/base/db";
import { exportedPaper, maxExported } from "@/lib/people/personal-data";

/** Deletes other people's follows and mutes of a person whose account is being deleted; somebody else may get the username later. */
export async function forgetPerson(tx: Tx, username: string): Promise<void> {
  await tx.follow.deleteMany({ where: { kind: "person", ref: username } });
  await tx.mute.deleteMany({ where: { kind: "person", ref: username } });
}

/** A person's follows, mutes and notifications, for their export. */
export async function exportPerson(userId: number) {
  const [follows, mutes, notifications] = await Promise.all([
    getDb().follow.findMany({
      where: { userId },
      select: {
        kind: true,
        ref: true,
        label: true,
        createdAt: true,
        hits: { select: { paper: exportedPaper, foundAt: true }, take: 1000 },
      },
      orderBy: { id: "asc" },
      take: maxExported,
    }),
    getDb().mute.findMany({
      where: { userId },
      select: { kind: true, ref: true, label: true, followedAs: true, createdAt: true },
      orderBy: { id: "asc" },
      take: maxExported,
    }),
    getDb().notification.findMany({
      where: { userId },
      select: {
        kind: true,
        paper: exportedPaper,
        count: true,
        version: true,
        authorNames: true,
        createdAt: true,
        readAt: true,
        mailedAt: true,
      },
      orderBy: { id: "asc" },
      take: maxExported,
    }),
  ]);
  return { follows, mutes, notifications };
}
