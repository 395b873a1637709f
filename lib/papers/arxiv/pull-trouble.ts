import { getDb } from "@/lib/base/db";
import { addDays, dayIn, isoDay, minus, plus } from "@/lib/base/time";
import { announcementOf, isAnnouncementDay } from "@/lib/papers/arxiv/schedule";

const silentHours = 36;
// OAI-PMH lists new papers up to half a day after their announcement.
const listDelayHours = 12;
const weeks = 6;

/**
 * Checks whether the expected papers have arrived from arXiv, because missing ones cause no error anywhere.
 * @returns one sentence about the problem, or null when there is none or no pull has ever succeeded
 */
export async function findPullTrouble(moment: { now: Date; timeZone: string }): Promise<string | null> {
  const sets = await listSets();
  const successes = sets.flatMap(({ success }) => success ?? []);
  if (successes.length === 0) return null;
  return findSilence(sets, moment.now) ?? findThinDay(moment);
}

type SetState = { set: string; success: Date | null; tried: Date };

function listSets(): Promise<SetState[]> {
  return getDb().$queryRaw<SetState[]>`
    SELECT set_name AS set, max(finished_at) FILTER (WHERE error IS NULL) AS success, max(started_at) AS tried
    FROM arxiv_pulls GROUP BY set_name ORDER BY set_name LIMIT 200`;
}

function findSilence(sets: SetState[], now: Date): string | null {
  const limit = minus(now, { hours: silentHours });
  const isSilent = ({ success }: SetState) => success !== null && success < limit;
  if (!sets.some(({ success }) => success && success >= limit))
    return `No pull from arXiv has succeeded in the last ${silentHours} hours.`;
  // A set without recent attempts has been removed from the settings and is no problem.
  const silent = sets.find((set) => isSilent(set) && set.tried >= limit);
  return silent
    ? `No pull of arXiv's set ${silent.set} has succeeded in the last ${silentHours} hours.`
    : null;
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
