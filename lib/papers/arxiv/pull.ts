import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { addDays, isoDay, minus } from "@/lib/base/time";
import type { ArxivClient, HarvestWindow } from "@/lib/papers/arxiv/client";
import type { OaiPage } from "@/lib/papers/arxiv/oai";
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
  const window = await nextWindow(set, pull.now);
  const fromDay = new Date(window.from);
  const untilDay = new Date(window.until);
  const { id } = await getDb().arxivPull.create({
    data: { setName: set, fromDay, untilDay, startedAt: pull.now },
  });
  const total: Pulled = { found: 0, added: 0, updated: 0, failed: [] };
  try {
    await harvest(window, pull, total);
    await finish(id, total, pull.signal?.aborted ? "stopped before the end" : null);
  } catch (error) {
    const message = arxivErrorWords(error);
    await finish(id, total, message);
    if (!(error instanceof AppError)) throw error;
    total.failed.push({ set, error: message });
  }
  return total;
}

async function nextWindow(set: string, now: Date): Promise<HarvestWindow> {
  const last = await getDb().arxivPull.findFirst({
    where: { setName: set, error: null, finishedAt: { not: null } },
    orderBy: { untilDay: "desc" },
  });
  const today = isoDay(now);
  const wanted = last ? addDays(isoDay(last.untilDay), -overlapDays) : addDays(today, -initialDays);
  const earliest = addDays(today, -maxWindowDays);
  // The median clamps the start between the earliest day and today.
  const [, from = today] = [earliest, wanted, today].sort();
  return { set, from, until: today };
}

async function harvest(window: HarvestWindow, pull: Pull, total: Pulled): Promise<void> {
  for await (const page of untilAborted(pull.client.harvest(window), pull.signal))
    await savePage(page, pull, total);
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
  await getDb().paper.updateMany({ where: { key: { in: page.deleted } }, data: { withdrawn: true } });
}

async function finish(id: number, { found, added }: Pulled, error: string | null): Promise<void> {
  await getDb().arxivPull.update({ where: { id }, data: { finishedAt: new Date(), found, added, error } });
}

/** Deletes records of pulls older than 100 days. @returns how many */
export async function deleteExpiredPulls(now: Date): Promise<number> {
  const old = { lt: minus(now, { days: retentionDays }) };
  return (await getDb().arxivPull.deleteMany({ where: { startedAt: old } })).count;
}
