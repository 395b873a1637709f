import { getDb, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { changeTaste, getPaperIds, noSuchInterest } from "@/lib/feeds/taste/change-taste";
import { listed, listedSql, standingVoteSql } from "@/lib/papers/conditions";
import { nameText } from "@/lib/people/name-text";
import type { Viewer } from "@/lib/people/viewer";

type InterestPaper = { key: string; title: string; kept: boolean };

/** An interest as its reader sees it: the papers that made it, newest first, at most twenty, and how many there are. */
export type Interest = {
  id: number;
  name: string;
  /** Named or changed by the reader; the others are the hub's suggestions, and count as well. */
  kept: boolean;
  paused: boolean;
  count: number;
  papers: InterestPaper[];
};

/** A reader has at most so many interests of their own making. */
export const mostInterests = 30;
/** An interest is made from at most so many papers. */
export const mostChosen = 100;

/** What an interest may be called. */
export const interestName = nameText().min(1, "Give the interest a name.").max(80);

/** The viewer's interests, the largest first. One query. */
export function listInterests(viewer: Viewer): Promise<Interest[]> {
  return getDb().$queryRaw<Interest[]>`
    SELECT i.id, i.name, i.kept, i.paused, (SELECT count(*)::int FROM interest_papers p WHERE p.interest_id = i.id) AS count,
      coalesce((SELECT jsonb_agg(jsonb_build_object('key', l.key, 'title', l.title, 'kept', l.kept)) FROM (
        SELECT p.key, p.title, ip.kept FROM interest_papers ip JOIN papers p ON p.id = ip.paper_id
        WHERE ip.interest_id = i.id AND ${listedSql} ORDER BY p.announced_at DESC, p.id DESC LIMIT 20) l), '[]') AS papers
    FROM interests i WHERE i.user_id = ${viewer.id} ORDER BY i.paused, count DESC, i.id LIMIT 100`;
}

/** The viewer calls an interest something else, and so keeps it. Two interests may share a name. @throws AppError not-found */
export function renameInterest(viewer: Viewer, id: number, name: string, now = new Date()): Promise<void> {
  return changeTaste(viewer, now, (tx) => update(tx, viewer, id, { name, kept: true }));
}

/** The viewer lets an interest rest, with all its papers, or count again. @throws AppError not-found */
export function pauseInterest(viewer: Viewer, id: number, paused: boolean, now = new Date()): Promise<void> {
  return changeTaste(viewer, now, (tx) => update(tx, viewer, id, { paused, kept: true }));
}

/** The viewer makes one interest of two: the papers of one go into the other, which is kept. @throws AppError not-found */
export function mergeInterests(viewer: Viewer, id: number, into: number, now = new Date()): Promise<void> {
  return changeTaste(viewer, now, async (tx) => {
    if (id === into) return;
    await update(tx, viewer, into, { kept: true });
    const papers = await listPaperIds(tx, viewer, id);
    await placePapers(tx, viewer, papers, into);
    await tx.interest.delete({ where: { id } });
  });
}

/**
 * The viewer removes an interest: what they liked of it so far is not learnt from any more, what they like from now on is.
 * Again changes nothing.
 */
export function removeInterest(viewer: Viewer, id: number, now = new Date()): Promise<void> {
  return changeTaste(viewer, now, async (tx) => {
    const papers = await tx.interestPaper.findMany({
      where: { interestId: id, interest: { userId: viewer.id } },
      select: { paperId: true },
    });
    const ids = papers.map(({ paperId }) => paperId);
    await skipPapers(tx, viewer, ids, now);
    await tx.interest.deleteMany({ where: { id, userId: viewer.id } });
  });
}

/**
 * The viewer makes an interest of papers they choose, whether they upvoted them or not.
 * @param keys public keys, of which unknown ones are passed over
 * @returns its id, and the keys that were passed over
 * @throws AppError invalid where none of the papers is here, conflict where there are too many interests
 */
export function makeInterest(
  viewer: Viewer,
  name: string,
  keys: string[],
  now = new Date(),
): Promise<{ id: number; absent: string[] }> {
  return changeTaste(viewer, now, async (tx) => {
    const where = { key: { in: keys.slice(0, mostChosen) }, ...listed };
    const papers = await tx.paper.findMany({ where, select: { id: true, key: true } });
    if (papers.length === 0)
      throw new AppError(
        "invalid",
        keys.length ? "None of these papers is here." : "Choose at least one paper that is here.",
      );
    if ((await tx.interest.count({ where: { userId: viewer.id } })) >= mostInterests)
      throw new AppError("conflict", "That is as many interests as anybody can have: merge or remove some.");
    const data = { userId: viewer.id, name, kept: true, createdAt: now };
    const { id } = await tx.interest.create({ data, select: { id: true } });
    await placePapers(
      tx,
      viewer,
      papers.map((paper) => paper.id),
      id,
    );
    const here = new Set(papers.map(({ key }) => key));
    return { id, absent: keys.filter((key) => !here.has(key)) };
  });
}

type Change = { name?: string; paused?: boolean; kept: true };

async function update(tx: Tx, viewer: Viewer, id: number, data: Change): Promise<void> {
  const { count } = await tx.interest.updateMany({ where: { id, userId: viewer.id }, data });
  if (count === 0) throw noSuchInterest();
}

async function listPaperIds(tx: Tx, viewer: Viewer, id: number): Promise<number[]> {
  const where = { id, userId: viewer.id };
  const interest = await tx.interest.findFirst({ where, select: { papers: { select: { paperId: true } } } });
  if (!interest) throw noSuchInterest();
  return interest.papers.map(({ paperId }) => paperId);
}

/** The viewer puts papers into an interest, where they stay; they leave their others. @throws AppError not-found */
export function movePapers(
  viewer: Viewer,
  keys: string[],
  interestId: number,
  now = new Date(),
): Promise<void> {
  return changeTaste(viewer, now, async (tx) => {
    const where = { id: interestId, userId: viewer.id };
    if ((await tx.interest.count({ where })) === 0) throw noSuchInterest();
    await placePapers(tx, viewer, await getPaperIds(tx, keys), interestId);
  });
}

/** The viewer takes papers out of their interests: nothing is learnt from them any more, unless they are liked again. @throws AppError not-found */
export function dropPapers(viewer: Viewer, keys: string[], now = new Date()): Promise<void> {
  return changeTaste(viewer, now, async (tx) => {
    const ids = await getPaperIds(tx, keys);
    await tx.interestPaper.deleteMany({ where: { paperId: { in: ids }, interest: { userId: viewer.id } } });
    await skipPapers(tx, viewer, ids, now);
  });
}

/** Papers go into one interest of the viewer's and out of all others, for good. */
async function placePapers(tx: Tx, viewer: Viewer, ids: number[], interestId: number): Promise<void> {
  const where = { userId: viewer.id, paperId: { in: ids } };
  await tx.tasteSkip.deleteMany({ where });
  await tx.interestPaper.deleteMany({ where: { paperId: { in: ids }, interest: { userId: viewer.id } } });
  await tx.interestPaper.createMany({ data: ids.map((paperId) => ({ interestId, paperId, kept: true })) });
}

/** Nothing is learnt any more of what the viewer did with these papers up to now. */
async function skipPapers(tx: Tx, viewer: Viewer, ids: number[], now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO taste_skips (user_id, paper_id, skipped_at) SELECT ${viewer.id}, id, ${now} FROM unnest(${ids}::int[]) id
    ON CONFLICT (user_id, paper_id) DO UPDATE SET skipped_at = excluded.skipped_at`;
}

/** A paper that the viewer upvoted or saved. */
export type Liked = { key: string; title: string };

/** The listed papers that the viewer upvoted or saved last, at most forty, the last first: what an interest can be made of. */
export function listLiked(viewer: Viewer): Promise<Liked[]> {
  return getDb().$queryRaw<Liked[]>`
    SELECT p.key, p.title FROM (
      SELECT paper_id, max(at) AS at FROM (
        (SELECT paper_id, cast_at AS at FROM votes v WHERE user_id = ${viewer.id} AND ${standingVoteSql}
          ORDER BY cast_at DESC LIMIT 40)
        UNION ALL
        (SELECT paper_id, saved_at FROM saves WHERE user_id = ${viewer.id} ORDER BY saved_at DESC LIMIT 40)) liked
      GROUP BY 1) last JOIN papers p ON p.id = last.paper_id
    WHERE ${listedSql} ORDER BY last.at DESC, p.id DESC LIMIT 40`;
}
