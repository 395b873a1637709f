import { getDb, Prisma } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { lockReader } from "@/lib/follows/follows";
import { mostMutes, type NewMute } from "@/lib/follows/schema";
import { canonicalRef, getTarget } from "@/lib/follows/targets";
import type { Viewer } from "@/lib/people/viewer";
import type { MuteKind } from "@/prisma/generated/enums";

/** One thing that the viewer has muted. */
export type MuteRow = { id: number; kind: MuteKind; ref: string; label: string; createdAt: Date };

const select = { id: true, kind: true, ref: true, label: true, createdAt: true };

/**
 * The viewer mutes something and follows it no longer; muting it again changes nothing.
 * @throws AppError not-found, invalid; conflict once the viewer has muted five hundred things
 */
export async function mute(viewer: Viewer, wish: NewMute, now = new Date()): Promise<MuteRow> {
  const { kind } = wish;
  const { ref, label } = await getTarget(kind, wish.ref);
  if (kind === "person" && ref === viewer.username) throw new AppError("invalid", "That is you.");
  return getDb().$transaction(async (tx) => {
    await lockReader(tx, viewer);
    if (kind !== "word") await tx.follow.deleteMany({ where: { userId: viewer.id, kind, ref } });
    const known = await tx.mute.findFirst({ where: { userId: viewer.id, kind, ref }, select });
    if (known) return known;
    if ((await tx.mute.count({ where: { userId: viewer.id } })) >= mostMutes)
      throw new AppError("conflict", `One can mute ${mostMutes} things at most: take one away first.`);
    return tx.mute.create({ data: { userId: viewer.id, kind, ref, label, createdAt: now }, select });
  });
}

/** The viewer mutes something no longer; without a mute nothing changes. */
export async function unmute(viewer: Viewer, { kind, ref }: NewMute): Promise<void> {
  await getDb().mute.deleteMany({ where: { userId: viewer.id, kind, ref: canonicalRef(kind, ref) } });
}

/** One of the viewer's mutes ends. @throws AppError not-found */
export async function removeMute(viewer: Viewer, id: number): Promise<void> {
  const { count } = await getDb().mute.deleteMany({ where: { id, userId: viewer.id } });
  if (!count) throw new AppError("not-found", "You have muted nothing of that number.");
}

/** Everything the viewer has muted, the last one first. */
export function listMutes(viewer: Viewer): Promise<MuteRow[]> {
  return getDb().mute.findMany({
    where: { userId: viewer.id },
    select,
    orderBy: { id: "desc" },
    take: mostMutes,
  });
}

/**
 * Whether somebody has muted a paper: its topic, an author, its submitter, or words in a row in title or abstract.
 * @param reader the person's id in SQL; `p` is the paper and `u` its submitter, or nobody
 */
export function mutedSql(reader: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM mutes m WHERE m.user_id = ${reader} AND CASE m.kind
    WHEN 'topic' THEN m.ref = ANY(p.topics)
    WHEN 'author' THEN m.ref = ANY(p.author_slugs)
    WHEN 'person' THEN m.ref = u.username
    ELSE p.title || ' ' || p.abstract ~* ('\\m' || replace(m.ref, ' ', '\\W+') || '\\M') END)`;
}
