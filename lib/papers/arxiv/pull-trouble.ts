import { utcMoment } from "@/lib/base/date-words";
import { getDb } from "@/lib/base/db";
import { addDays, dayIn, isoDay, minus, plus } from "@/lib/base/time";
import { announcementOf, isAnnouncementDay } from "@/lib/papers/arxiv/schedule";

const silentHours = 36;
// OAI-PMH lists new papers up to half a day after their announcement.
const listDelayHours = 12;
const weeks = 6;

/**
 * Checks whether arXiv is reached, and whether the expected papers have arrived from there, because missing ones cause no
 * error anywhere.
 * @returns what is wrong, in sentences; null when nothing is
 */
export async function findPullTrouble(moment: { now: Date; timeZone: string }): Promise<string | null> {
  const sets = await listSets();
  if (sets.every(({ success }) => success === null)) return findNeverReached(sets);
  return findSilence(sets, moment.now) ?? findThinDay(moment);
}

type SetState = {
  set: string;
  success: Date | null;
  firstTried: Date;
  tried: Date;
  /** Why its last failed pull failed. */
  error: string | null;
};

function listSets(): Promise<SetState[]> {
  return getDb().$queryRaw<SetState[]>`
    SELECT set_name AS set, max(finished_at) FILTER (WHERE error IS NULL) AS success,
      min(started_at) AS "firstTried", max(started_at) AS tried,
      (array_agg(error ORDER BY id DESC) FILTER (WHERE error IS NOT NULL))[1] AS error
    FROM arxiv_pulls GROUP BY set_name ORDER BY max(started_at) DESC, set_name LIMIT 200`;
}

function findNeverReached(sets: SetState[]): string {
  if (sets.length === 0)
    return "arXiv has not been reached yet: no pull has begun. The worker pulls when it starts and every half hour.";
  const first = utcMoment(new Date(Math.min(...sets.map(({ firstTried }) => firstTried.getTime()))));
  const error = sets.find((set) => set.error !== null)?.error;
  return error
    ? `arXiv has never been reached: every pull since ${first} has failed. The last error: ${error}`
    : `arXiv has not been reached yet: the first pull began at ${first} and is still running.`;
}

function findSilence(sets: SetState[], now: Date): string | null {
  const limit = minus(now, { hours: silentHours });
  const successes = sets.flatMap(({ success }) => success ?? []).sort((a, b) => b.getTime() - a.getTime());
  const [last = now] = successes;
  if (last < limit) return `No pull from arXiv has succeeded since ${utcMoment(last)}.${lastError(sets[0])}`;
  // A set without recent attempts has been removed from the settings and is no problem.
  const silent = sets.find(
    ({ success, tried, error }) => tried >= limit && (success ? success < limit : error !== null),
  );
  if (!silent) return null;
  return silent.success
    ? `No pull of arXiv's set ${silent.set} has succeeded since ${utcMoment(silent.success)}.${lastError(silent)}`
    : `arXiv's set ${silent.set} could never be pulled.${lastError(silent)}`;
}

function lastError(set: SetState | undefined): string {
  return set?.error ? ` The last error: ${set.error}` : "";
}

async function findThinDay({ now, timeZone }: { now: Date; timeZone: string }): Promise<string | null> {
  const mailing = lastListed(now);
  const [hubDay = "", ...before] = sameWeekdays(mailing).map((day) => dayIn(timeZone, announcementOf(day)));
  const counts = await countDays([hubDay, ...before]);
  const found = counts.get(hubDay)?.all ?? 0;
  const words = `for its announcement of ${mailing}`;
  if (found === 0) return `arXiv has given no papers ${words}.`;
  const usual = median(before.map((day) => counts.get(day)?.pulled ?? 0).filter((count) => count > 0));
  if (usual === null || found * 3 >= usual) return null;
  return `arXiv has given only ${found} papers ${words}; that weekday usually brings about ${usual}.`;
}

/** The newest mailing date whose papers should be available by now, allowing for arXiv's delay. */
function lastListed(now: Date): string {
  const isOut = (day: string) =>
    isAnnouncementDay(day) && plus(announcementOf(day), { hours: listDelayHours }) <= now;
  let day = addDays(isoDay(now), 1);
  while (!isOut(day)) day = addDays(day, -1);
  return day;
}

function sameWeekdays(mailing: string): string[] {
  const days = Array.from({ length: weeks + 1 }, (_, i) => addDays(mailing, -7 * i));
  return days.filter(isAnnouncementDay);
}

/** Papers by day: all from arXiv, and only those from pulls, because imports would inflate the usual number. */
async function countDays(days: string[]): Promise<Map<string, { all: number; pulled: number }>> {
  const rows = await getDb().$queryRaw<{ day: string; all: number; pulled: number }[]>`
    SELECT day::text, count(*)::int AS all, (count(*) FILTER (WHERE source = 'arxiv'))::int AS pulled
    FROM papers WHERE day = ANY(${days}::date[]) AND source IN ('arxiv', 'import') GROUP BY day`;
  return new Map(rows.map((row) => [row.day, row]));
}

function median(numbers: number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  // Fewer than three weeks are too few to tell what is usual.
  return sorted.length < 3 ? null : (sorted[Math.floor(sorted.length / 2)] ?? null);
}
