import { dayWords, weekWords } from "@/lib/base/date-words";
import { parseWeek } from "@/lib/base/time";

/** A digest's day or week as people say it, always with the year: "Thursday, 12 March 2026". */
export function periodWords(period: string): string {
  const week = parseWeek(period);
  return week ? weekWords(week.from, week.until) : dayWords(period, "");
}
