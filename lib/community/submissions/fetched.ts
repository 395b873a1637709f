import { LRUCache } from "lru-cache";
import { AppError } from "@/lib/base/errors";
import type { ArxivClient } from "@/lib/papers/arxiv/client";
import type { PaperRecord } from "@/lib/papers/arxiv/record";
import { withdrawnWords } from "@/lib/papers/withdrawn-words";

export type PaperSource = Pick<ArxivClient, "findPaper">;

const caches = new WeakMap<PaperSource, LRUCache<string, PaperRecord>>();

/**
 * Fetches a paper's record from arXiv and caches it for ten minutes, so that confirming a submission does not wait for
 * arXiv a second time.
 * @throws AppError not-found for an unknown id, unprocessable for a withdrawn paper, unavailable when arXiv is silent
 */
export async function fetchRecord(client: PaperSource, id: string): Promise<PaperRecord> {
  const cache = cacheOf(client);
  const record = cache.get(id) ?? (await client.findPaper(id));
  if (!record)
    throw new AppError("not-found", `arXiv knows no paper with the id ${id}; please check its digits.`);
  if (record.withdrawn)
    throw new AppError(
      "unprocessable",
      `This paper was ${withdrawnWords(record)}, so it cannot be submitted.`,
    );
  if (!cache.has(id)) cache.set(id, record);
  return record;
}

function cacheOf(client: PaperSource): LRUCache<string, PaperRecord> {
  const known = caches.get(client);
  if (known) return known;
  const made = new LRUCache<string, PaperRecord>({ max: 100, ttl: 600_000 });
  caches.set(client, made);
  return made;
}
