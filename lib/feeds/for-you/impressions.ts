import { getDb, Prisma } from "@/lib/base/db";
import { elapsed, minus } from "@/lib/base/time";
import type { MixPart } from "@/lib/feeds/for-you/mix";
import { notePageRead } from "@/lib/people/reader";
import type { Viewer } from "@/lib/people/viewer";

/** A visit to the own page: when it began, and the one before it. */
export type Visit = { began: Date; before: Date | null };

/** A visit ends after this long without a page. */
const visitMinutes = 30;

type VisitTimes = { visitAt: Date | null; lastVisitAt: Date | null; pageAt: Date | null };

/** The visit that a page read now belongs to: the current one, or a new one. */
export function visitAt({ visitAt, lastVisitAt, pageAt }: VisitTimes, now: Date): Visit {
  const goesOn = visitAt && pageAt && elapsed(pageAt, now, "minutes") < visitMinutes;
  return goesOn ? { began: visitAt, before: lastVisitAt } : { began: now, before: visitAt };
}

/** SQL for the beginning of the visit that a page read now belongs to. `r` is the reader's row, which may be absent. */
export function visitBeginSql(now: Date): Prisma.Sql {
  return Prisma.sql`CASE WHEN r.page_at > ${ago(now)}::timestamptz THEN coalesce(r.visit_at, ${now}::timestamptz) ELSE ${now}::timestamptz END`;
}

/** Records that the viewer reads a page of their own list: their current visit continues, or a new one begins. */
export async function noteVisit(viewer: Viewer, now = new Date()): Promise<void> {
  await notePageRead(viewer.id, ago(now), now);
}

function ago(now: Date): Date {
  return minus(now, { minutes: visitMinutes });
}

/** A paper of a page; on the viewer's own page, with the slider whose part put it there. */
type Shown = { id: number; sum?: { by: MixPart } };

/**
 * Records first impressions: the papers that a page of the viewer's own list showed for the first time, each with the
 * slider whose part put it there. Nothing is recorded for viewers who have switched learning off.
 */
export async function noteShown(viewer: Viewer, items: Shown[], now = new Date()): Promise<void> {
  const shown = items.filter(({ sum }) => sum);
  if (shown.length === 0) return;
  // Rows are locked in the order of ids, so that two pages recorded at once cannot deadlock.
  await getDb().$executeRaw`
    INSERT INTO impressions AS s (user_id, paper_id, part, shown_at)
    SELECT ${viewer.id}, paper, part, ${now}
    FROM unnest(${shown.map(({ id }) => id)}::int[], ${shown.map(({ sum }) => sum?.by ?? "trend")}::text[]) AS t(paper, part)
    WHERE NOT EXISTS (SELECT 1 FROM readers WHERE user_id = ${viewer.id} AND NOT learns)
    ORDER BY paper
    ON CONFLICT (user_id, paper_id) DO UPDATE SET part = excluded.part, shown_at = excluded.shown_at
    WHERE s.shown_at IS NULL`;
}

/** Records that the viewer opened a paper's page, unless they have switched learning off. */
export async function noteOpened(viewer: Viewer, paperId: number, now = new Date()): Promise<void> {
  await getDb().$executeRaw`
    INSERT INTO impressions (user_id, paper_id, opened_at) SELECT ${viewer.id}, ${paperId}, ${now}
    WHERE NOT EXISTS (SELECT 1 FROM readers WHERE user_id = ${viewer.id} AND NOT learns)
    ON CONFLICT (user_id, paper_id) DO UPDATE SET opened_at = excluded.opened_at`;
}

/**
 * Records which papers the viewer looked past, at most once a visit: after three visits a paper sinks. Papers that were
 * never shown on the viewer's own page do not count.
 * @param keys public keys; unknown ones are ignored
 */
export async function passPapers(viewer: Viewer, keys: string[], now = new Date()): Promise<void> {
  await getDb().$executeRaw`
    UPDATE impressions s SET passes = passes + 1, passed_at = ${now}
    FROM papers p, readers r
    WHERE s.user_id = ${viewer.id} AND p.key = ANY(${keys}) AND s.paper_id = p.id AND s.shown_at IS NOT NULL
      AND r.user_id = ${viewer.id} AND r.learns AND (s.passed_at IS NULL OR s.passed_at < r.visit_at)`;
}
