import { setTimeout as delay } from "node:timers/promises";
import { type AtomPage, parseAtomPage } from "./atom";
import { createDownload, type DownloadOptions, type RetryPolicy } from "./download";
import { harvestPages } from "./harvest";
import { parseArxivId } from "./ids";
import { type OaiPage, parseOai } from "./oai";
import type { PaperRecord } from "./record";

export type ArxivClientOptions = {
  /** URL of the Atom API, `https://export.arxiv.org/api/query`. */
  apiUrl: string;
  /** URL of the OAI-PMH endpoint, `https://oaipmh.arxiv.org/oai`. */
  oaiUrl: string;
  minIntervalMs?: number;
  /** Timeout of one request; harvests get four times as long. */
  timeoutMs?: number;
  userAgent?: string;
  fetch?: typeof fetch;
  sleep?: (ms: number) => Promise<void>;
  now?: () => number;
};

/** An OAI-PMH set (see sets.ts) and the first and last day (`YYYY-MM-DD`) on which its records changed. */
export type HarvestWindow = { set: string; from: string; until: string };

export type ArxivClient = ReturnType<typeof createArxivClient>;

const idsPerRequest = 100;
const maxBytes = 20 * 1024 * 1024;

/**
 * Creates a client for arXiv. A process should have only one: it sends one request at a time, `minIntervalMs` apart.
 * Every function throws AppError `unavailable` when arXiv does not answer or the answer cannot be read, `invalid` when
 * arXiv rejects the request.
 */
export function createArxivClient(options: ArxivClientOptions) {
  const { apiUrl, oaiUrl, timeoutMs = 30_000 } = options;
  const download = createDownload(withDefaults(options));
  const interactivePolicy: RetryPolicy = {
    timeoutMs,
    totalMs: timeoutMs * 2,
    attempts: 3,
    afterSilence: false,
  };
  const harvestPolicy: RetryPolicy = {
    timeoutMs: timeoutMs * 4,
    totalMs: timeoutMs * 30,
    attempts: 5,
    afterSilence: true,
  };

  /** The latest version of each paper that arXiv knows, in no order. Unknown and malformed ids are left out. */
  async function findPapers(ids: string[]): Promise<PaperRecord[]> {
    const known = ids.map((id) => parseArxivId(id)?.id).filter((id) => id !== undefined);
    const records: PaperRecord[] = [];
    for (const batch of chunk([...new Set(known)], idsPerRequest)) {
      const query = { id_list: batch.join(","), max_results: String(batch.length) };
      const ask = async () => parseAtomPage(await download(withQuery(apiUrl, query), interactivePolicy));
      records.push(...(await retryOnceIf(ask, (page) => isUnexpectedlyEmpty(page, batch.length))).records);
    }
    return records;
  }

  /** The latest version of a paper, or null when arXiv does not know the id. */
  async function findPaper(id: string): Promise<PaperRecord | null> {
    return (await findPapers([id]))[0] ?? null;
  }

  /** All records of a set that changed within the window, page by page. Pages may repeat (see harvest.ts). */
  function harvest(window: HarvestWindow): AsyncIterable<OaiPage> {
    return harvestPages((token) => {
      const rest: Record<string, string> = token
        ? { resumptionToken: token }
        : { metadataPrefix: "arXiv", ...window };
      const url = withQuery(oaiUrl, { verb: "ListRecords", ...rest });
      return retryOnceIf(async () => parseOai(await download(url, harvestPolicy)), isIncomplete);
    });
  }

  return { findPaper, findPapers, harvest };
}

function withDefaults(options: ArxivClientOptions): DownloadOptions {
  const { fetch = globalThis.fetch, sleep = delay, now = steadyNow } = options;
  const { minIntervalMs = 3_000, userAgent = "Quire" } = options;
  return { fetch, sleep: async (ms) => void (await sleep(ms)), now, minIntervalMs, maxBytes, userAgent };
}

/** The time in milliseconds since 1970 by a clock that nobody can set: after a step back of Date.now() all requests would wait. */
const steadyNow = () => performance.timeOrigin + performance.now();

async function retryOnceIf<T>(ask: () => Promise<T>, isWrong: (answer: T) => boolean): Promise<T> {
  const answer = await ask();
  return isWrong(answer) ? ask() : answer;
}

// arXiv occasionally returns an empty page for ids that exist.
function isUnexpectedlyEmpty(page: AtomPage, requested: number): boolean {
  return page.records.length === 0 && (page.total > 0 || requested > 1);
}

function isIncomplete(page: OaiPage): boolean {
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
