import { Prisma } from "@/lib/base/db";
import { elapsed, minus } from "@/lib/base/time";
import { notePageRead } from "@/lib/people/reader";
import type { Viewer } from "@/lib/people/viewer";

/** A visit to the own page: when it began, and the one before it. */
export type Visit = { began: Date; before: Date | null };

/** A visit ends after this long without a page. */
const visitMinutes = 30;

export type VisitTimes = { visitAt: Date | null; lastVisitAt: Date | null; pageAt: Date | null };

/** The visit that a page read now belongs to: the one under way, or a new one. */
export function visitAt({ visitAt, lastVisitAt, pageAt }: VisitTimes, now: Date): Visit {
  const goesOn = visitAt && pageAt && elapsed(pageAt, now, "minutes") < visitMinutes;
  return goesOn ? { began: visitAt, before: lastVisitAt } : { began: now, before: visitAt };
}

/** SQL for the beginning of the visit that a page read now belongs to; `r` readers, of whom there may be none. */
export function visitBeginSql(now: Date): Prisma.Sql {
  return Prisma.sql`CASE WHEN r.page_at > ${ago(now)}::timestamptz THEN coalesce(r.visit_at, ${now}::timestamptz) ELSE ${now}::timestamptz END`;
}

/** Notes that the viewer reads a page of their own list: the visit under way goes on, or a new one begins. */
export async function noteVisit(viewer: Viewer, now = new Date()): Promise<void> {
  await notePageRead(viewer.id, ago(now), now);
}

function ago(now: Date): Date {
  return minus(now, { minutes: visitMinutes });
}
