import { skipWhileRunning } from "@/lib/base/concurrency";
import { getLog } from "@/lib/base/log";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { minus } from "@/lib/base/time";
import { embeddingText, embedEach, findEmbedder } from "@/lib/search/embedding/embed";
import type { Embedder } from "@/lib/search/embedding/embedder";
import {
  confirmVectors,
  cutMark,
  hashOf,
  listVectorsDue,
  listWordsDue,
  markVectors,
  markWords,
  saveVectors,
  type VectorDue,
} from "@/lib/search/index-state";
import { countTermsAfter } from "@/lib/search/search-terms";
import { findTable, tableVersion } from "@/lib/search/table";
import { asIndexer } from "@/lib/search/table-writer";
import {
  isRebuildQuicker,
  rebuildTable,
  rebuildWords,
  tidyWhereDue,
  upsertPapers,
  upsertVectors,
} from "@/lib/search/write-table";

// A transaction may commit this much later than the `updated_at` that it wrote.
const overlap = { minutes: 10 };

/** Papers whose words are written in one step, and papers that are embedded in one. */
const steps = { words: 5000, vectors: 128 };
/** At most so many papers that are no longer listed are deleted after a rebuild; the rest follow. */
const mostGone = 100_000;
/** So many papers are listed to be embedded, hottest first; hotter ones that arrive meanwhile are in the next list. */
const listed = 1024;

type Enriched = { taken: number; embedded: number };
type Context = { now: Date; signal: AbortSignal };
/** A run: the moment of its parts, whether it should end, and what it has done. */
type Run = { moment: () => Date; signal: AbortSignal; embedder: Embedder | null; total: Enriched };

/**
 * Brings the search table up to date: builds it if there is none of this version, then indexes the words of all papers that
 * are new or changed, then their meaning, hottest first. Between two steps of embedding it looks for new words again. Ends
 * when nothing is left or on `signal`; safe to repeat and to kill. Does nothing while another process does it.
 * @returns how many papers were indexed by words (`taken`) and embedded
 */
export const enrichPapers = skipWhileRunning(
  async (context: Context) => (await asIndexer(() => enrichAll(context))) ?? { taken: 0, embedded: 0 },
  { taken: 0, embedded: 0 },
);

async function enrichAll({ now, signal }: Context): Promise<Enriched> {
  const started = performance.now();
  // A run may take hours, and what it notes must not lie behind or before its own clock.
  const moment = () => new Date(now.getTime() + performance.now() - started);
  const run: Run = { moment, signal, embedder: await findEmbedder(), total: { taken: 0, embedded: 0 } };
  await prepareTable(run);
  for (;;) {
    // Whatever is written after this moment may be missed by the steps that follow.
    const at = moment();
    await indexWords(run);
    const left = run.embedder ? await embedDue(run, run.embedder) : await announceWithoutVectors(run);
    await tidyWhereDue();
    if (signal.aborted) return run.total;
    if (left > 0) continue;
    await saveSetting("search-sweep", {
      at: minus(at, overlap).toISOString(),
      model: run.embedder?.model ?? null,
    });
    return run.total;
  }
}

/** Builds the table if there is none, or none of this format and for vectors of this length. */
async function prepareTable({ embedder, total }: Run): Promise<void> {
  const current = (await findTable())?.current;
  const dimension = embedder?.dimension ?? current?.dimension ?? 384;
  // A table of another version lacks columns, or its texts were prepared in another way.
  if (current && (current.version ?? 0) === tableVersion && current.dimension === dimension) return;
  const { added } = await rebuildTable(dimension);
  total.taken += added;
  await countTermsAfter(added);
}

/** Writes the words of all papers that are due, into the present table or, where that is quicker, into a new one. */
async function indexWords({ moment, signal, total }: Run): Promise<void> {
  const before = total.taken;
  const sweep = await findSetting("words-sweep");
  const since = sweep ? new Date(sweep.at) : new Date(0);
  while (!signal.aborted) {
    const at = moment();
    const due = await listWordsDue(since, steps.words + 1);
    if (due.length === 0) {
      await saveSetting("words-sweep", { at: minus(at, overlap).toISOString() });
      if (total.taken === before) return;
      // Searches read new rows one by one until these are indexed, and correct queries by the counts of words: neither can
      // wait for hours of embedding.
      await tidyWhereDue();
      return countTermsAfter(total.taken - before);
    }
    const rebuilt = await isRebuildQuicker(due.length);
    if (rebuilt) total.taken += (await rebuildWords()).added;
    // A new table contains all listed papers. Those that are not are still to be deleted from the vectors.
    const rest = rebuilt ? (await listWordsDue(since, mostGone)).filter((one) => !one.listed) : due;
    await upsertPapers(rest.map(({ id }) => id));
    total.taken += await markWords(rest);
    logProgress(total);
  }
}

async function sinceSweep(model: string | null): Promise<Date> {
  const sweep = await findSetting("search-sweep");
  return sweep && sweep.model === model ? new Date(sweep.at) : new Date(0);
}

/** Embeds the hottest papers that are due, and indexes new words between the steps. @returns how many were due */
async function embedDue(run: Run, embedder: Embedder): Promise<number> {
  const due = await listVectorsDue(await sinceSweep(embedder.model), embedder.model, listed);
  for (let i = 0; i < due.length && !run.signal.aborted; i += steps.vectors) {
    if (i > 0) await indexWords(run);
    const some = due.slice(i, i + steps.vectors);
    run.total.embedded += await embed(some, embedder);
    await upsertVectors(some.map(({ id }) => id));
    // Marked last, so that a worker that is killed before this starts with them again.
    await markVectors(some, "state");
    await tidyWhereDue();
    logProgress(run.total);
  }
  return due.length;
}

/** Without a model, papers are complete with their words; their vectors stay due. @returns how many were due */
async function announceWithoutVectors({ signal }: Run): Promise<number> {
  const due = signal.aborted ? [] : await listVectorsDue(await sinceSweep(null), null, listed);
  await markVectors(due, "epoch");
  return due.length;
}

/** Embeds the papers that have no vector of their present text by this model. @returns how many */
async function embed(papers: VectorDue[], embedder: Embedder): Promise<number> {
  const stale = papers.filter((one) => one.textHash !== hashOf(one) || one.model !== embedder.model);
  const uncut = await listUncut(stale, embedder);
  await confirmVectors(uncut);
  const due = stale.filter(({ id }) => !uncut.includes(id));
  const vectors = await embedEach(embedder, due.map(embeddingText));
  await saveVectors(
    due.map((one, i) => ({ id: one.id, hash: hashOf(one), vector: vectors[i] ?? null })),
    embedder.model,
  );
  return due.length;
}

/** Ids of the papers whose vectors were marked as perhaps made of a cut text, but were not. */
async function listUncut(papers: VectorDue[], { model, wereCut }: Embedder): Promise<number[]> {
  const marked = papers.filter((one) => one.model === model && one.textHash === cutMark + hashOf(one));
  if (!wereCut || marked.length === 0) return [];
  const cut = await wereCut(marked.map(embeddingText));
  return marked.filter((_, i) => cut[i] === false).map(({ id }) => id);
}

function logProgress({ taken, embedded }: Enriched): void {
  getLog().info({ taken, embedded }, "papers made searchable");
}
