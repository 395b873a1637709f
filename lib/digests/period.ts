import { dayWords, weekWords } from "@/lib/base/date-words";
import { addDays, isoDay, parseDay, parseWeek, weekOf } from "@/lib/base/time";
import type { PeriodKind } from "@/prisma/generated/enums";

/** The day or ISO week of a digest; `start` is that day, or the week's Monday: 2026-03-09. */
export type Period = { kind: PeriodKind; start: string };

/** The columns of a period; `periodStart` is midnight in UTC. */
export type PeriodColumns = { periodKind: PeriodKind; periodStart: Date };

/** The period in these columns. */
export function toPeriod({ periodKind, periodStart }: PeriodColumns): Period {
  return { kind: periodKind, start: isoDay(periodStart) };
}

/** The columns for a period. */
export function toPeriodColumns({ kind, start }: Period): PeriodColumns {
  return { periodKind: kind, periodStart: new Date(`${start}T00:00:00Z`) };
}

/** A period's name in addresses and in the API: 2026-03-12 or 2026-W11. */
export function periodName({ kind, start }: Period): string {
  return kind === "week" ? weekOf(start) : start;
}

/** Parses a period's name; null for any other text. */
export function parsePeriod(name: string): Period | null {
  const week = parseWeek(name);
  if (week) return { kind: "week", start: week.from };
  const day = parseDay(name);
  return day === null ? null : { kind: "day", start: day };
}

/** A period in words, always with the year: "Thursday, 12 March 2026", "Week 11, 9 – 15 Mar 2026". */
export function periodWords({ kind, start }: Period): string {
  return kind === "week" ? weekWords(start, addDays(start, 6)) : dayWords(start, "");
}
