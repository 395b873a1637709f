import type { PaperRecord } from "@/lib/papers/arxiv/record";
import { arxivUnavailable } from "@/lib/papers/arxiv/unavailable";

let count = 0;

/** A paper as arXiv would tell it, with an id and a title of its own unless said otherwise. */
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

/** An arXiv in this process that knows these papers, and remembers what it was asked. */
export function fakeArxiv(records: PaperRecord[]) {
  const asked: string[] = [];
  return {
    asked,
    findPaper: async (id: string) => {
      asked.push(id);
      return records.find((record) => record.arxivId === id) ?? null;
    },
  };
}

/** An arXiv that does not answer. */
export const silentArxiv = {
  findPaper: async () => {
    throw arxivUnavailable();
  },
};
