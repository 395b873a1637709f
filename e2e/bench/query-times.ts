import { percentile } from "@/e2e/bench/stats";
import { getDb } from "@/lib/base/db";
import { addDays, isoDay } from "@/lib/base/time";
import { getAround } from "@/lib/feeds/around";
import { everyonesFeed, type Feed, papersFeed, parsePeriod } from "@/lib/feeds/feed";
import { plainMix } from "@/lib/feeds/for-you/mix";
import { forgetPool, getPool } from "@/lib/feeds/for-you/pool";
import { forgetTastes } from "@/lib/feeds/for-you/tastes";
import { listFeed } from "@/lib/feeds/list-feed";
import { listRisingTopics } from "@/lib/feeds/topic-counts";
import type { Viewer } from "@/lib/people/viewer";

/** The median and the 95th percentile of each query in milliseconds, by its name. */
export type QueryTimes = Record<string, { p50: number; p95: number }>;

const runs = Number(process.argv[2] ?? 300);
const person = Number(process.argv[3]);
const reader: Viewer = {
  id: person,
  username: `made-${person}`,
  role: "member",
  banned: false,
  createdAt: new Date(0),
};
process.send?.(await timeAll(), () => process.disconnect());
await getDb().$disconnect();

async function timeAll(): Promise<QueryTimes> {
  const times: QueryTimes = {};
  for (const [name, query] of Object.entries(await queries())) times[name] = await time(query);
  return times;
}

async function queries(): Promise<Record<string, () => Promise<unknown>>> {
  const day = isoDay((await getDb().paper.aggregate({ _max: { day: true } }))._max.day ?? new Date());
  const past = addDays(day, -200);
  const after = await cursorOfPage(everyonesFeed, 20);
  const own = () => listFeed({ kind: "own", mix: plainMix }, { viewer: reader });
  const feed = (given: Feed, from?: string) => () => listFeed(given, { viewer: null, after: from });
  return {
    "trending, page 1": feed(everyonesFeed),
    "trending, page 20": feed(everyonesFeed, after),
    "trending, this week": feed(papersFeed({ window: "week" }, day)),
    newest: feed({ kind: "papers", order: "newest" }),
    "topic with many papers": feed({ ...everyonesFeed, topic: "cs.LG" }),
    "topic with few papers": feed({ ...everyonesFeed, topic: "math.GT" }),
    "top of a topic this week": feed(papersFeed({ topic: "cs.LG", order: "top", window: "week" }, day)),
    "one day": feed(papersFeed({ period: parsePeriod("date", day) }, day)),
    "an author": feed({ ...everyonesFeed, authorSlug: "made-author-00017" }),
    "trending as of a past day": feed(papersFeed({ at: past }, day)),
    "rising topics": () => listRisingTopics(day),
    "days around": () => getAround(day, day),
    "own page, page 1": own,
    "own page, its first since training": () => {
      forgetTastes();
      return own();
    },
    "the pool of all readers, from nothing": () => {
      forgetPool();
      return getPool();
    },
  };
}

async function cursorOfPage(feed: Feed, page: number): Promise<string | undefined> {
  let after: string | undefined;
  for (let n = 1; n < page; n++) after = (await listFeed(feed, { viewer: null, after })).next ?? after;
  return after;
}

async function time(query: () => Promise<unknown>): Promise<{ p50: number; p95: number }> {
  const times: number[] = [];
  const until = performance.now() + 60_000;
  // The first tenth of the runs only warms up. A slow query ends after a minute.
  for (let run = -runs / 10; run < runs && performance.now() < until; run++) {
    const started = performance.now();
    await query();
    if (run >= 0) times.push(performance.now() - started);
  }
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}
