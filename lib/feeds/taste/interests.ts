import { getDb, type Tx } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { changeTaste, getPaperIds, noSuchInterest } from "@/lib/feeds/taste/change-taste";
import { listed, listedSql, standingVoteSql } from "@/lib/papers/conditions";
import { nameText } from "@/lib/people/name-text";
import type { Viewer } from "@/lib/people/viewer";

type InterestPaper = { key: string; title: string; kept: boolean };

/** An interest as its reader sees it, with the newest of its papers (at most 20) and their total number. */
export type Interest = {
  id: number;
  /** While provisional, the title of one of its papers. */
  name: string;
  /** Whether it has no name yet. */
  provisional: boolean;
  /** Whether the reader has named or changed it; the others are suggestions of the hub, which count as well. */
  kept: boolean;
  paused: boolean;
  count: number;
  papers: InterestPaper[];
};

/** The most interests that a reader can have when creating one. */
export const maxInterests = 30;
/** The most papers from which an interest can be created. */
export const maxChosen = 100;

/** The name of an interest. */
export const interestName = nameText().min(1, "Give the interest a name.").max(80);

/** The viewer's interests: active ones before paused ones, largest first, at most 100. */
export function listInterests(viewer: Viewer): Promise<Interest[]> {
  return getDb().$queryRaw<Interest[]>`
    SELECT i.id, i.name, i.provisional, i.kept, i.paused, (SELECT count(*)::int FROM interest_papers p WHERE p.interest_id = i.id) AS count,
      coalesce((SELECT jsonb_agg(jsonb_build_object('key', l.key, 'title', l.title, 'kept', l.kept)) FROM (
        SELECT p.key, p.title, ip.kept FROM interest_papers ip JOIN papers p ON p.id = ip.paper_id
        WHERE ip.interest_id = i.id AND ${listedSql} ORDER BY p.announced_at DESC, p.id DESC LIMIT 20) l), '[]') AS papers
    FROM interests i WHERE i.user_id = ${viewer.id} ORDER BY i.paused, count DESC, i.id LIMIT 100`;
}

/** Renames an interest, which also marks it as kept. Two interests may share a name. @throws AppError not-found */
export function renameInterest(viewer: Viewer, id: number, name: string, now = new Date()): Promise<void> {
  return changeTaste(viewer, now, (tx) => update(tx, viewer, id, { name, provisional: false, kept: true }));
}

/** Pauses an interest with all its papers, or resumes it. @throws AppError not-found */
export function pauseInterest(viewer: Viewer, id: number, paused: boolean, now = new Date()): Promise<void> {
  return changeTaste(viewer, now, (tx) => update(tx, viewer, id, { paused, kept: true }));
}

/** Merges an interest into another one, which receives its papers and is marked as kept. @throws AppError not-found */
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
 * Removes an interest. The hub no longer learns from what the viewer has liked of it so far, but does from what they like
 * later.
 * @throws AppError not-found, also for one that is removed already
 */
export function removeInterest(viewer: Viewer, id: number, now = new Date()): Promise<void> {
  return changeTaste(viewer, now, async (tx) => {
    const papers = await tx.interestPaper.findMany({
      where: { interestId: id, interest: { userId: viewer.id } },
      select: { paperId: true },
    });
    const ids = papers.map(({ paperId }) => paperId);
    await skipPapers(tx, viewer, ids, now);
    const { count } = await tx.interest.deleteMany({ where: { id, userId: viewer.id } });
    if (count === 0) throw noSuchInterest();
  });
}

/**
 * Creates an interest from papers that the viewer chooses, upvoted or not.
 * @param keys public keys of papers; unknown ones are skipped
 * @returns the id of the interest, and the keys that were skipped
 * @throws AppError invalid if none of the papers is on this hub, conflict if there are too many interests
 */
export function makeInterest(
  viewer: Viewer,
  name: string,
  keys: string[],
  now = new Date(),
): Promise<{ id: number; absent: string[] }> {
  return changeTaste(viewer, now, async (tx) => {
    const where = { key: { in: keys.slice(0, maxChosen) }, ...listed };
    const papers = await tx.paper.findMany({ where, select: { id: true, key: true } });
    if (papers.length === 0)
      throw new AppError(
        "invalid",
        keys.length ? "None of these papers is here." : "Choose at least one paper that is here.",
      );
    const ids = papers.map(({ id }) => id);
    const here = new Set(papers.map(({ key }) => key));
    const absent = keys.filter((key) => !here.has(key));
    // A form that is sent twice creates one interest: the second time finds the one that it would create.
    const made = await findSameInterest(tx, viewer, name, ids);
    if (made !== null) return { id: made, absent };
    if ((await tx.interest.count({ where: { userId: viewer.id } })) >= maxInterests)
      throw new AppError("conflict", "That is as many interests as anybody can have: merge or remove some.");
    const data = { userId: viewer.id, name, kept: true, createdAt: now };
    const { id } = await tx.interest.create({ data, select: { id: true } });
    await placePapers(tx, viewer, ids, id);
    return { id, absent };
  });
}

/** The viewer's interest of this name that holds these papers and no others, or null. */
async function findSameInterest(tx: Tx, viewer: Viewer, name: string, ids: number[]): Promise<number | null> {
  const interests = await tx.interest.findMany({
    where: { userId: viewer.id, name },
    select: { id: true, papers: { select: { paperId: true } } },
  });
  const wanted = new Set(ids);
  const same = interests.find(
    ({ papers }) => papers.length === wanted.size && papers.every(({ paperId }) => wanted.has(paperId)),
  );
  return same?.id ?? null;
}

type Change = { name?: string; provisional?: boolean; paused?: boolean; kept: true };

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

/** Moves papers into an interest for good and out of all others. @throws AppError not-found */
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

/** Removes papers from the viewer's interests. The hub learns from them again only if they are liked again. @throws AppError not-found */
export function dropPapers(viewer: Viewer, keys: string[], now = new Date()): Promise<void> {
  return changeTaste(viewer, now, async (tx) => {
    const ids = await getPaperIds(tx, keys);
    await tx.interestPaper.deleteMany({ where: { paperId: { in: ids }, interest: { userId: viewer.id } } });
    await skipPapers(tx, viewer, ids, now);
  });
}

/** Puts papers into one interest of the viewer for good, and removes them from all others. */
async function placePapers(tx: Tx, viewer: Viewer, ids: number[], interestId: number): Promise<void> {
  const where = { userId: viewer.id, paperId: { in: ids } };
  await tx.tasteSkip.deleteMany({ where });
  await tx.interestPaper.deleteMany({ where: { paperId: { in: ids }, interest: { userId: viewer.id } } });
  await tx.interestPaper.createMany({ data: ids.map((paperId) => ({ interestId, paperId, kept: true })) });
}

/** Excludes from training what the viewer has done with these papers until now. */
async function skipPapers(tx: Tx, viewer: Viewer, ids: number[], now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO taste_skips (user_id, paper_id, skipped_at) SELECT ${viewer.id}, id, ${now} FROM unnest(${ids}::int[]) id
    ON CONFLICT (user_id, paper_id) DO UPDATE SET skipped_at = excluded.skipped_at`;
}

/** A paper that the viewer upvoted or saved. */
export type Liked = { key: string; title: string };

/** The last 40 listed papers that the viewer upvoted or saved, newest first, to create an interest from. */
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
