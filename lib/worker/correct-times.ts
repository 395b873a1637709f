import { impossibleAfter } from "@/lib/base/clock";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { deleteSetting, findSetting } from "@/lib/base/settings";
import { correctComments } from "@/lib/community/future-times";
import { correctDigests } from "@/lib/digests/future-times";
import { correctFollows } from "@/lib/follows/future-times";
import { correctPapers } from "@/lib/papers/future-times";
import { correctPeople } from "@/lib/people/future-times";
import { correctWebhooks } from "@/lib/programs/webhooks/future-times";
import { correctQueue } from "@/lib/queue/future-times";

/**
 * Whether the clock was set back: the worker's own marks lie in the future. It writes some every ten seconds, so this is known
 * however long the clock was wrong, also when the hub was not running while it was set back.
 */
async function wasSetBack(now: Date): Promise<boolean> {
  const limit = impossibleAfter(now);
  const [row] = await getDb().$queryRaw<{ future: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM workers WHERE seen_at > ${limit}) OR EXISTS (SELECT 1 FROM tasks WHERE succeeded_at > ${limit})
      OR EXISTS (SELECT 1 FROM graphile_worker._private_known_crontabs WHERE last_execution > ${limit}) AS future`;
  return row?.future ?? false;
}

/**
 * Corrects everything that was stored with a time in the future, once the clock was set back. Safe to repeat, and cheap while
 * there is nothing to do. The queue comes last: its marks in the future are what makes this run again after a failure.
 * @returns how many rows of each kind were corrected; null if the clock was not set back
 */
export async function correctTimes(now: Date): Promise<Record<string, number> | null> {
  if (!(await wasSetBack(now))) return null;
  const { HUB_TIME_ZONE: timeZone } = getConfig();
  const corrected = {
    people: await correctPeople(now),
    papers: await correctPapers({ now, timeZone }, await correctComments(now)),
    follows: await correctFollows(now),
    digests: await correctDigests(now),
    webhooks: await correctWebhooks(now),
    sweeps: await forgetSweeps(now),
    jobs: await correctQueue(now),
  };
  getLog().warn({ corrected }, "the clock was set back: times in the future were corrected");
  return corrected;
}

/** Forgets up to when papers were indexed and readers trained, where that lies in the future: the next run looks at all. */
async function forgetSweeps(now: Date): Promise<number> {
  const limit = impossibleAfter(now);
  let forgotten = 0;
  for (const key of [
    "words-sweep",
    "search-sweep",
    "keywords-sweep",
    "taste-sweep",
    "summary-rest",
    "github-rest",
  ] as const) {
    const kept = await findSetting(key);
    if (!kept || new Date("at" in kept ? kept.at : kept.until) <= limit) continue;
    await deleteSetting(getDb(), key);
    forgotten += 1;
  }
  return forgotten;
}
