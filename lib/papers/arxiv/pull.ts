import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { addDays, isoDay, minus } from "@/lib/base/time";
import { announcedBetween } from "@/lib/papers/arxiv/announcement";
import type { ArxivClient, HarvestWindow } from "@/lib/papers/arxiv/client";
import { idMonth } from "@/lib/papers/arxiv/ids";
import type { OaiPage } from "@/lib/papers/arxiv/oai";
import type { PaperRecord } from "@/lib/papers/arxiv/record";
import { setOf } from "@/lib/papers/arxiv/sets";
import { arxivErrorWords } from "@/lib/papers/arxiv/unavailable";
import { batchLimit, type Saved, savePapers } from "@/lib/papers/save";

export { findPullTrouble } from "@/lib/papers/arxiv/pull-trouble";

export type Pull = {
  client: Pick<ArxivClient, "harvest">;
  /** arXiv categories; papers with none of them, cross-lists included, are skipped. */
  categories: string[];
  now: Date;
  timeZone: string;
  /** Stops the pull before the next page. */
  signal?: AbortSignal;
};

export type Pulled = Saved & { found: number; failed: { set: string; error: string }[] };

// arXiv's list lags by hours and sometimes omits ids for days.
const overlapDays = 3;
const initialDays = 7;
const maxWindowDays = 14;
const retentionDays = 100;

/**
 * Fetches what changed at arXiv since the last pull, with three days of overlap, and saves it page by page: new papers
 * on the day of their announcement, known ones with their new version. Each set's pull is recorded, whether it succeeds
 * or fails; after a failure the next set is still pulled.
 * @returns the numbers of papers found in the categories, added and updated, and the sets that failed
 */
export async function pullFromArxiv(pull: Pull): Promise<Pulled> {
  const total: Pulled = { found: 0, added: 0, updated: 0, failed: [] };
  for (const set of new Set(pull.categories.map(setOf))) {
    if (pull.signal?.aborted) break;
    const part = await pullSet(set, pull);
    for (const count of ["found", "added", "updated"] as const) total[count] += part[count];
    total.failed.push(...part.failed);
  }
  return total;
}

async function pullSet(set: string, pull: Pull): Promise<Pulled> {
  const last = await findLastPull(set);
  const window = nextWindow(set, last, pull.now);
  const known = last && { before: last.startedAt, highest: await mapHighestIds(set, pull) };
  const fromDay = new Date(window.from);
  const untilDay = new Date(window.until);
  const { id } = await getDb().arxivPull.create({
    data: { setName: set, fromDay, untilDay, startedAt: pull.now },
  });
  const total: Pulled = { found: 0, added: 0, updated: 0, failed: [] };
  try {
    await harvest(window, pull, known, total);
    await finish(id, total, pull.signal?.aborted ? "stopped before the end" : null);
  } catch (error) {
    const message = arxivErrorWords(error);
    await finish(id, total, message);
    if (!(error instanceof AppError)) throw error;
    total.failed.push({ set, error: message });
  }
  return total;
}

type LastPull = { startedAt: Date; untilDay: Date };

/** The last pull of a set that succeeded; null before the first one. */
function findLastPull(set: string): Promise<LastPull | null> {
  return getDb().arxivPull.findFirst({
    where: { setName: set, error: null, finishedAt: { not: null } },
    orderBy: [{ untilDay: "desc" }, { startedAt: "desc" }],
    select: { startedAt: true, untilDay: true },
  });
}

/** What the pulls before this one have found of a set. */
type Known = {
  /** When the last of them began. */
  before: Date;
  /** The highest id of each of the last months, by its month (`YYYY-MM`). */
  highest: Map<string, string>;
};

/** The highest ids that pulls and imports have brought of a set, of the ids that a pull can still find new. */
async function mapHighestIds(set: string, { categories, now }: Pull): Promise<Known["highest"]> {
  const topics = categories.filter((category) => setOf(category) === set);
  const rows = await getDb().$queryRaw<{ key: string }[]>`
    SELECT max(key COLLATE "C") AS key FROM papers
    WHERE announced_at > ${minus(now, { days: maxWindowDays + 62 })} AND topics && ${topics}::text[]
      AND source IN ('arxiv', 'import') AND key ~ '^[0-9]{4}[.]' GROUP BY left(key, 4)`;
  return new Map(rows.map(({ key }) => [idMonth(key), key]));
}

function nextWindow(set: string, last: LastPull | null, now: Date): HarvestWindow {
  const today = isoDay(now);
  const wanted = last ? addDays(isoDay(last.untilDay), -overlapDays) : addDays(today, -initialDays);
  const earliest = addDays(today, -maxWindowDays);
  // The median clamps the start between the earliest day and today.
  const [, from = today] = [earliest, wanted, today].sort();
  return { set, from, until: today };
}

async function harvest(window: HarvestWindow, pull: Pull, known: Known | null, total: Pulled): Promise<void> {
  for await (const page of untilAborted(pull.client.harvest(window), pull.signal)) {
    const records = known ? page.records.map((record) => dated(record, known, pull.now)) : page.records;
    await savePage({ ...page, records }, pull, total);
  }
}

/** A record with the time of its announcement, which was after the pull before this one if its id is higher than those known. */
function dated(record: PaperRecord, { before, highest }: Known, now: Date): PaperRecord {
  const isNew = record.arxivId > (highest.get(idMonth(record.arxivId)) ?? "");
  if (record.arxivId.includes("/") || !isNew) return record;
  return { ...record, announcedAt: announcedBetween(record, { before, now }) };
}

/** The same pages, ending as soon as the signal aborts, even while the next page is still being fetched. */
async function* untilAborted(pages: AsyncIterable<OaiPage>, signal?: AbortSignal): AsyncGenerator<OaiPage> {
  const iterator = pages[Symbol.asyncIterator]();
  const aborted = new Promise<null>((resolve) => {
    signal?.addEventListener("abort", () => resolve(null), { once: true });
  });
  while (!signal?.aborted) {
    const next = await Promise.race([iterator.next(), aborted]);
    if (next === null || next.done) return;
    yield next.value;
  }
}

async function savePage(page: OaiPage, { categories, now, timeZone }: Pull, total: Pulled): Promise<void> {
  const papers = page.records.filter(({ topics }) => topics.some((topic) => categories.includes(topic)));
  for (let start = 0; start < papers.length; start += batchLimit) {
    const batch = papers.slice(start, start + batchLimit);
    const saved = await savePapers(batch, { source: "arxiv", now, timeZone });
    total.added += saved.added;
    total.updated += saved.updated;
  }
  total.found += papers.length;
  await getDb().paper.updateMany({
    where: { key: { in: page.deleted } },
    data: { withdrawn: true, withdrawnBy: "arxiv" },
  });
}

async function finish(id: number, { found, added }: Pulled, error: string | null): Promise<void> {
  await getDb().arxivPull.update({ where: { id }, data: { finishedAt: new Date(), found, added, error } });
}

/** Deletes records of pulls older than 100 days. @returns how many */
export async function deleteExpiredPulls(now: Date): Promise<number> {
  const old = { lt: minus(now, { days: retentionDays }) };
  return (await getDb().arxivPull.deleteMany({ where: { startedAt: old } })).count;
}
