import { setTimeout as delay } from "node:timers/promises";
import { type AtomPage, parseAtomPage } from "./atom";
import { createDownload, type DownloadOptions, type RetryPolicy } from "./download";
import { harvestPages } from "./harvest";
import { parseArxivId } from "./ids";
import { type OaiPage, parseOai } from "./oai";
import type { PaperRecord } from "./record";

export type ArxivClientOptions = {
  /** Address of the Atom API, `https://export.arxiv.org/api/query`. */
  apiUrl: string;
  /** Address of OAI-PMH, `https://oaipmh.arxiv.org/oai`. */
  oaiUrl: string;
  minIntervalMs?: number;
  /** For one request; harvests get four times as long. */
  timeoutMs?: number;
  userAgent?: string;
  fetch?: typeof fetch;
  sleep?: (ms: number) => Promise<void>;
  now?: () => number;
};

/** An OAI-PMH set (see sets.ts) and the days, both included, in which its records changed (`YYYY-MM-DD`). */
export type HarvestWindow = { set: string; from: string; until: string };

export type ArxivClient = ReturnType<typeof createArxivClient>;

const idsPerRequest = 100;
const maxBytes = 20 * 1024 * 1024;

/**
 * The one door to arXiv. Make one for a process: it never asks twice within `minIntervalMs`, nor twice at a time.
 * Every function throws AppError `unavailable` when arXiv stays silent or answers nonsense, `invalid` when it refuses.
 */
export function createArxivClient(options: ArxivClientOptions) {
  const { apiUrl, oaiUrl, timeoutMs = 30_000 } = options;
  const download = createDownload(withDefaults(options));
  const forPeople: RetryPolicy = { timeoutMs, totalMs: timeoutMs * 2, attempts: 3, afterSilence: false };
  const forHarvests: RetryPolicy = {
    timeoutMs: timeoutMs * 4,
    totalMs: timeoutMs * 30,
    attempts: 5,
    afterSilence: true,
  };

  /** The latest version of each paper arXiv knows, in no order; unknown and impossible ids are left out. */
  async function findPapers(ids: string[]): Promise<PaperRecord[]> {
    const known = ids.map((id) => parseArxivId(id)?.id).filter((id) => id !== undefined);
    const records: PaperRecord[] = [];
    for (const batch of chunk([...new Set(known)], idsPerRequest)) {
      const query = { id_list: batch.join(","), max_results: String(batch.length) };
      const ask = async () => parseAtomPage(await download(withQuery(apiUrl, query), forPeople));
      records.push(...(await askAgainIf(ask, (page) => isOddlyEmpty(page, batch.length))).records);
    }
    return records;
  }

  /** The latest version of a paper, or null when arXiv does not know the id. */
  async function findPaper(id: string): Promise<PaperRecord | null> {
    return (await findPapers([id]))[0] ?? null;
  }

  /** All records of a set that changed in some days, page by page; pages may come twice (see harvest.ts). */
  function harvest(window: HarvestWindow): AsyncIterable<OaiPage> {
    return harvestPages((token) => {
      const rest: Record<string, string> = token
        ? { resumptionToken: token }
        : { metadataPrefix: "arXiv", ...window };
      const url = withQuery(oaiUrl, { verb: "ListRecords", ...rest });
      return askAgainIf(async () => parseOai(await download(url, forHarvests)), isHollow);
    });
  }

  return { findPaper, findPapers, harvest };
}

function withDefaults(options: ArxivClientOptions): DownloadOptions {
  const { fetch = globalThis.fetch, sleep = delay, now = Date.now } = options;
  const { minIntervalMs = 3_000, userAgent = "Quire" } = options;
  return { fetch, sleep: async (ms) => void (await sleep(ms)), now, minIntervalMs, maxBytes, userAgent };
}

async function askAgainIf<T>(ask: () => Promise<T>, isWrong: (answer: T) => boolean): Promise<T> {
  const answer = await ask();
  return isWrong(answer) ? ask() : answer;
}

// arXiv now and then answers an empty page where a full one belongs.
function isOddlyEmpty(page: AtomPage, asked: number): boolean {
  return page.records.length === 0 && (page.total > 0 || asked > 1);
}

function isHollow(page: OaiPage): boolean {
  const promised = page.resumptionToken !== null || page.completeListSize !== null;
  return promised && page.records.length + page.deleted.length === 0;
}

function withQuery(address: string, query: Record<string, string>): URL {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

function chunk<T>(items: T[], size: number): T[][] {
  const starts = Array.from({ length: Math.ceil(items.length / size) }, (_, i) => i * size);
  return starts.map((start) => items.slice(start, start + size));
}
