import { announcementOf } from "@/lib/arxiv/schedule";
import { readPaper } from "@/lib/cli/formats";
import { readLines } from "@/lib/cli/lines";
import type { Incoming } from "@/lib/papers/incoming";
import { castMadeUpVotes, madeUpVotes } from "@/lib/papers/made-up";
import { savePapers } from "@/lib/papers/save";

export type ImportOptions = {
  /** Whether the upvotes of a daily feed become votes of made-up readers. */
  votes: boolean;
  now: Date;
  timeZone: string;
  /** Papers saved at a time. */
  batchSize?: number;
  /** Asked between batches whether to end here. */
  isStopped?: () => boolean;
  /** Told after each batch; `bytes` counts what has been read of the files as they lie on disk. */
  onProgress?: (counts: ImportCounts, bytes: number) => void;
  /** Told of each line that was skipped. */
  onSkip?: (place: string, problem: string) => void;
};

export type ImportCounts = { read: number; added: number; updated: number; skipped: number; votes: number };

/**
 * Brings the papers of some files into the hub, in constant memory. Safe to repeat, also after it was stopped half-way.
 * @returns what was read, added, changed and skipped; stopping early gives the counts so far
 * @throws when a file cannot be read or the database cannot be written; lines that make no sense are skipped
 */
export async function importPapers(files: string[], options: ImportOptions): Promise<ImportCounts> {
  const { batchSize = 2000, isStopped = () => false, onProgress = () => {}, onSkip = () => {} } = options;
  const counts: ImportCounts = { read: 0, added: 0, updated: 0, skipped: 0, votes: 0 };
  const bytes = new Map<string, number>();
  let batch: Incoming[] = [];
  const save = async () => {
    await saveBatch(batch, counts, options);
    batch = [];
    onProgress(
      counts,
      [...bytes.values()].reduce((sum, some) => sum + some, 0),
    );
  };
  for (const file of files)
    for await (const { text, number } of readLines(file, (some) => bytes.set(file, some))) {
      const found = readPaper(text);
      if ("paper" in found) batch.push(found.paper);
      else onSkip(`${file}:${number}`, found.problem);
      counts["paper" in found ? "read" : "skipped"] += 1;
      if (batch.length < batchSize) continue;
      await save();
      if (isStopped()) return counts;
    }
  await save();
  return counts;
}

async function saveBatch(papers: Incoming[], counts: ImportCounts, options: ImportOptions): Promise<void> {
  const { now, timeZone } = options;
  const saved = await savePapers(papers, { source: "import", now, timeZone });
  counts.added += saved.added;
  counts.updated += saved.updated;
  if (options.votes) counts.votes += await castMadeUpVotes(papers.flatMap(feedVotes), now);
}

function feedVotes({ arxivId: key, day, upvotes }: Incoming) {
  return day && upvotes ? madeUpVotes({ key, upvotes, from: announcementOf(day), hours: 24 }) : [];
}
