import { utcMoment } from "@/lib/base/date-words";
import { getDb } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { probeStorage } from "@/lib/base/storage-trouble";
import { minus, minuteMs } from "@/lib/base/time";
import { listNotedTroubles } from "@/lib/base/troubles";
import { findDigestTrouble } from "@/lib/digests/digest-trouble";
import { findBounceTrouble } from "@/lib/mail/bounces";
import { findPullTrouble } from "@/lib/papers/arxiv/pull";
import { findGithubTrouble } from "@/lib/papers/repositories/github-trouble";
import { findAdminTrouble } from "@/lib/people/admin-link";
import { findWebhookTrouble } from "@/lib/programs/webhooks/webhook-trouble";
import { findIndexTrouble, findSummaryTrouble } from "@/lib/search/index-trouble";
import { findSearchTrouble } from "@/lib/search/table";
import { findClockTrouble, findDiskTrouble, findMigrationTrouble } from "@/lib/worker/machine-troubles";
import { createTimedCheck } from "@/lib/worker/timed-check";

type Moment = { now: Date; timeZone: string; pulling: boolean };
type Check = () => Promise<string | string[] | null>;

/**
 * Everything that is wrong with the hub, as sentences for whoever runs it, each once: for /health and the admin pages. The
 * queue's own problems are in `checkQueue`. A check that fails says so and hides no other.
 */
export async function listTroubles({ now, timeZone, pulling }: Moment): Promise<string[]> {
  const checks: Record<string, Check> = {
    noted: () => listNoted(now),
    admins: findAdminTrouble,
    disk: findDiskTrouble,
    clock: findClockTrouble,
    migrations: () => findMigrationTrouble(),
    arXiv: async () => (pulling ? findPullTrouble({ now, timeZone }) : null),
    repositories: () => findGithubTrouble(now),
    "search table": findSearchTrouble,
    "search index": () => checkIndex(now),
    summaries: findSummaryTrouble,
    digests: () => findDigestTrouble(now),
    bounces: async () => findBounceTrouble(await countSent(now), now),
    webhooks: () => findWebhookTrouble(now),
  };
  const found = await Promise.all(Object.entries(checks).map(([name, check]) => run(name, check)));
  return found.flat();
}

async function run(name: string, check: Check): Promise<string[]> {
  try {
    return [(await check()) ?? []].flat();
  } catch (error) {
    getLog().error({ err: error, check: name }, "a health check failed");
    return [`The check of ${name} failed, so problems there would go unseen; the log says why.`];
  }
}

/** Counting all papers takes over a second on a large hub: then the last count serves, and the others are not held up. */
const indexMs = 800;
const timedIndex = createTimedCheck(findIndexTrouble, 5 * minuteMs);

async function checkIndex(now: Date): Promise<string | null> {
  const result = await timedIndex(now, indexMs);
  if ("value" in result) return result.value;
  if (result.error !== undefined) throw result.error;
  return "How many papers can be found is still being counted.";
}

async function listNoted(now: Date): Promise<string[]> {
  await probeStorage(now);
  const troubles = await listNotedTroubles();
  return troubles.map(({ words, since }) => `${words} Noticed first at ${utcMoment(since)}.`);
}

function countSent(now: Date): Promise<number> {
  return getDb().digest.count({ where: { sentAt: { gt: minus(now, { days: 1 }) } } });
}
