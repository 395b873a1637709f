import { statSync } from "node:fs";
import { retryAfterLoss } from "@/lib/base/connection";
import { announcementOf } from "@/lib/papers/arxiv/schedule";
import { readLines } from "@/lib/papers/import/read-lines";
import { readPaper } from "@/lib/papers/import/read-paper";
import type { Incoming } from "@/lib/papers/incoming";
import { castMadeUpVotes, madeUpVotes } from "@/lib/papers/made-up-votes";
import { savePapers } from "@/lib/papers/save";

export type ImportOptions = {
  /** Whether the upvotes of a daily feed become votes of made-up readers. */
  votes: boolean;
  now: Date;
  timeZone: string;
  /** Papers saved at a time. */
  batchSize?: number;
  /** Called between batches: whether to stop there. */
  isStopped?: () => boolean;
  /** Called after each batch; `bytes` counts what has been read of the files on disk. */
  onProgress?: (counts: ImportCounts, bytes: number) => void;
  /** Called for each line that was skipped. */
  onSkip?: (place: string, problem: string) => void;
};

export type ImportCounts = { read: number; added: number; updated: number; skipped: number; votes: number };

/**
 * Imports the papers of some files, in constant memory. Safe to repeat, also after it was stopped half-way.
 * @returns what was read, added, changed and skipped; stopping early gives the counts so far
 * @throws when a file cannot be read or the database cannot be written; lines that cannot be parsed are skipped
 */
export async function importPapers(files: string[], options: ImportOptions): Promise<ImportCounts> {
  const { batchSize = 1000, isStopped = () => false, onSkip = () => {} } = options;
  const counts: ImportCounts = { read: 0, added: 0, updated: 0, skipped: 0, votes: 0 };
  const saver = createSaver(counts, options);
  let batch: Incoming[] = [];
  try {
    for await (const { place, text, bytes } of readFiles(files)) {
      const found = readPaper(text);
      if ("problem" in found) {
        counts.skipped += 1;
        onSkip(place, found.problem);
      } else if (batch.push(found.paper) === batchSize) {
        await saver.save(batch, bytes);
        batch = [];
        if (isStopped()) return counts;
      }
    }
    await saver.save(batch, sizeOf(files));
    return counts;
  } finally {
    await saver.finish();
  }
}

/** The bytes that these files take on disk. */
export function sizeOf(files: string[]): number {
  return files.map((file) => statSync(file).size).reduce((sum, size) => sum + size, 0);
}

async function* readFiles(files: string[]) {
  for (const [i, file] of files.entries()) {
    const before = sizeOf(files.slice(0, i));
    let bytes = before;
    const onBytes = (some: number) => {
      bytes = before + some;
    };
    for await (const { text, number } of readLines(file, onBytes))
      yield { place: `${file}:${number}`, text, bytes };
  }
}

/** Saves a batch while the next one is read, so that PostgreSQL and this process work at the same time. */
function createSaver(counts: ImportCounts, options: ImportOptions) {
  let saving = Promise.resolve();
  const finish = () => saving;
  const save = async (papers: Incoming[], bytes: number) => {
    await saving;
    saving = saveBatch(papers, counts, options).then(() => options.onProgress?.(counts, bytes));
    // The next call awaits a failure; until then it must not count as an unhandled rejection, which ends the process.
    saving.catch(() => undefined);
  };
  return { save, finish };
}

async function saveBatch(papers: Incoming[], counts: ImportCounts, options: ImportOptions): Promise<void> {
  const { now, timeZone } = options;
  const saved = await retryAfterLoss(() => savePapers(papers, { source: "import", now, timeZone }));
  counts.read += papers.length;
  counts.added += saved.added;
  counts.updated += saved.updated;
  if (options.votes)
    counts.votes += await retryAfterLoss(() => castMadeUpVotes(papers.flatMap(feedVotes), now));
}

function feedVotes({ arxivId: key, day, upvotes }: Incoming) {
  return day && upvotes ? madeUpVotes({ key, upvotes, from: announcementOf(day), hours: 24 }) : [];
}
