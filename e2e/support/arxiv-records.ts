import type { PaperRecord } from "@/lib/papers/arxiv/record";
import { arxivUnavailable } from "@/lib/papers/arxiv/unavailable";

let count = 0;

/** A paper's record as arXiv gives it, by default with a new id and title. */
export function makeRecord(given: Partial<PaperRecord> = {}): PaperRecord {
  const publishedAt = new Date("2026-02-01T15:00:00Z");
  return {
    arxivId: `2602.${10000 + ++count}`,
    title: `Record ${count} of things`,
    abstract: "We study a thing and find that it holds.",
    authors: ["Ada Lovelace", "Émilie du Châtelet"],
    topics: ["cs.CL", "cs.LG"],
    comment: null,
    journalRef: null,
    doi: null,
    licence: null,
    publishedAt,
    versions: [{ version: 1, at: publishedAt }],
    announcedAt: publishedAt,
    withdrawn: false,
    ...given,
  };
}

/** An arXiv client without the network: it knows these papers and records the ids it was asked for. */
export function fakeArxiv(records: PaperRecord[]) {
  const requestedIds: string[] = [];
  return {
    requestedIds,
    findPaper: async (id: string) => {
      requestedIds.push(id);
      return records.find((record) => record.arxivId === id) ?? null;
    },
  };
}

/** An arXiv client that always fails. */
export const unavailableArxiv = {
  findPaper: async () => {
    throw arxivUnavailable();
  },
};
