import { skipWhileRunning } from "@/lib/base/concurrency";
import { getDb, Prisma } from "@/lib/base/db";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { dayIn, elapsed } from "@/lib/base/time";
import { windowStart } from "@/lib/feeds/feed";
import { minOnMap, type Point, project } from "@/lib/feeds/map/project";
import { type MapWindow, mapWindows, maxOnMap } from "@/lib/feeds/map/windows";
import { listedSql } from "@/lib/papers/conditions";
import { unpackVector } from "@/lib/search/embedding/vectors";

type Context = { now: Date; timeZone: string; signal: AbortSignal };

export type Made = { window: MapWindow; papers: number };

/**
 * Redraws each window's map when it is due: when there is none, when the embedding model has changed, when more than 2%
 * or at least 20 of its papers have changed, or when any has and a day has passed. A map is redrawn at most once in ten
 * minutes unless its papers have doubled. Safe to repeat and to stop.
 * @returns the maps that were drawn
 */
export const makeMaps = skipWhileRunning(makeAll, [] as Made[]);

async function makeAll({ now, timeZone, signal }: Context): Promise<Made[]> {
  const made: Made[] = [];
  const model = (await findSetting("search-sweep"))?.model ?? (await findCommonestModel());
  if (model === null) return made;
  for (const window of mapWindows) {
    if (signal.aborted) break;
    const papers = await listPapers(window, model, dayIn(timeZone, now));
    if (!(await isDue(window, papers, model, now))) continue;
    await draw(window, papers, signal);
    await noteMap(window, { at: now.toISOString(), model });
    made.push({ window, papers: papers.length });
  }
  return made;
}

/** The embedding model of most papers; asked for as long as search has not finished its first complete run. */
async function findCommonestModel(): Promise<string | null> {
  const [row] = await getDb().$queryRaw<{ model: string }[]>`
    SELECT model FROM enrichments WHERE vector IS NOT NULL GROUP BY model ORDER BY count(*) DESC LIMIT 1`;
  return row?.model ?? null;
}

/** The ids of the hottest papers of a window that have a vector; empty if there are too few for a map. */
async function listPapers(window: MapWindow, model: string, today: string): Promise<number[]> {
  const from = windowStart(window, today);
  const rows = await getDb().$queryRaw<{ id: number }[]>`
    SELECT p.id FROM papers p JOIN enrichments e ON e.paper_id = p.id
    WHERE ${listedSql} AND e.model = ${model} AND e.vector IS NOT NULL
      ${from ? Prisma.sql`AND p.day BETWEEN ${from}::date AND ${today}::date` : Prisma.empty}
    ORDER BY p.heat DESC, p.id DESC LIMIT ${maxOnMap[window]}`;
  return rows.length < minOnMap ? [] : rows.map(({ id }) => id);
}

async function isDue(window: MapWindow, papers: number[], model: string, now: Date): Promise<boolean> {
  const [drawn, last] = await Promise.all([
    getDb().mapPoint.findMany({ where: { window }, select: { paperId: true } }),
    findSetting("maps"),
  ]);
  const shown = new Set(drawn.map(({ paperId }) => paperId));
  const others = papers.filter((id) => !shown.has(id)).length;
  const gone = shown.size - (papers.length - others);
  const counts = { papers: papers.length, shown: shown.size, changed: others + gone };
  return needsRedraw(counts, last?.[window] ?? null, model, now);
}

const settledMinutes = 10;

/** Whether a map should be redrawn. @param last when it was last drawn, and from which model's vectors */
export function needsRedraw(
  { papers, shown, changed }: { papers: number; shown: number; changed: number },
  last: { at: string; model: string } | null,
  model: string,
  now: Date,
): boolean {
  if (last === null) return papers > 0;
  if (last.model !== model) return true;
  const age = elapsed(new Date(last.at), now, "minutes");
  // A hub that is still being filled gets its map early and often; a busy one is not redrawn at every vote.
  if (age < settledMinutes && papers < 2 * shown) return false;
  return changed > 0 && (changed >= 20 || changed > papers / 50 || age > 24 * 60);
}

async function draw(window: MapWindow, papers: number[], signal: AbortSignal): Promise<void> {
  const vectors = await listVectors(papers);
  const points =
    vectors.length < minOnMap
      ? []
      : await project(
          vectors.map(({ vector }) => vector),
          signal,
        );
  await keep(
    window,
    vectors.map(({ id }) => id),
    points,
  );
}

async function listVectors(papers: number[]): Promise<{ id: number; vector: Float32Array }[]> {
  const rows = await getDb().enrichment.findMany({
    where: { paperId: { in: papers }, vector: { not: null } },
    select: { paperId: true, vector: true, scale: true },
    // Ordered by id, not by heat, so that the same papers always give the same map.
    orderBy: { paperId: "asc" },
  });
  return rows.flatMap(({ paperId, vector, scale }) =>
    vector && scale !== null ? [{ id: paperId, vector: unpackVector({ vector, scale }) }] : [],
  );
}

async function keep(window: MapWindow, papers: number[], points: Point[]): Promise<void> {
  const rows = points.map(({ x, y }, i) => ({ window, paperId: papers[i] ?? 0, x, y }));
  await getDb().$transaction([
    getDb().mapPoint.deleteMany({ where: { window } }),
    getDb().mapPoint.createMany({ data: rows }),
  ]);
}

async function noteMap(window: MapWindow, drawn: { at: string; model: string }): Promise<void> {
  await saveSetting("maps", { ...(await findSetting("maps")), [window]: drawn });
}
