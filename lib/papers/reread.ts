import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { skipWhileRunning } from "@/lib/base/concurrency";
import { getDb, type Tx } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { withdrawalOf } from "@/lib/papers/arxiv/cleaning";
import { authorSlug } from "@/lib/papers/author-slug";
import { type ReadText, readerVersion, readSource, type SourceText } from "@/lib/papers/read-source";
import { titleKey } from "@/lib/papers/title-key";
import type { WithdrawnBy } from "@/prisma/generated/enums";

/** Papers that are read in one transaction. Votes for them wait as long, which is a fraction of a second. */
const batch = 50;

type Reread = { read: number; changed: number };
/** What a source determines of a paper. */
type Reading = ReadText & { withdrawn: boolean; withdrawnBy: WithdrawnBy | null };
type Stored = Reading & { id: number; sourceText: SourceText };

// Only readSource writes them, and a collaboration may have thousands, so they are not checked one by one.
const storedNames = z.custom<SourceText["authors"]>(Array.isArray);

/**
 * Reads the sources of all papers that an older reader read. A paper whose text stays the same is not touched, so that it is
 * neither indexed again nor listed as updated. Ends when nothing is left or on `signal`; safe to repeat and to kill.
 * @returns how many sources were read, and how many papers changed
 */
export const rereadPapers = skipWhileRunning(rereadAll, { read: 0, changed: 0 });

async function rereadAll({ signal }: { signal: AbortSignal }): Promise<Reread> {
  const total = { read: 0, changed: 0 };
  while (!signal.aborted) {
    const { read, changed } = await getDb().$transaction(rereadSome, { timeout: 60_000 });
    total.read += read;
    total.changed += changed;
    if (read === 0) break;
    if (total.read % (20 * batch) === 0) getLog().info(total, "papers read again");
  }
  return total;
}

async function rereadSome(tx: Tx): Promise<Reread> {
  const due = await lockDue(tx);
  const changed: (Reading & { id: number })[] = [];
  for (const paper of due) {
    // The worker's other tasks go on between two papers.
    await setImmediate();
    const reading = mergeReading(paper);
    if (isOther(paper, reading)) changed.push({ id: paper.id, ...reading });
  }
  if (changed.length > 0) await writeTexts(tx, changed);
  const read = { paperId: { in: due.map(({ id }) => id) } };
  await tx.sourceText.updateMany({ where: read, data: { readerVersion } });
  return { read: due.length, changed: changed.length };
}

/** Papers that are being saved at this moment are left for the next batch or run. */
async function lockDue(tx: Tx): Promise<Stored[]> {
  const rows = await tx.$queryRaw<
    (Stored & { sourceText: Omit<SourceText, "authors"> & { authors: unknown } })[]
  >`
    SELECT p.id, p.title, p.abstract, p.comment, p.journal_ref AS "journalRef", p.authors, p.family_names AS "familyNames",
      p.withdrawn, p.withdrawn_by AS "withdrawnBy",
      json_build_object('title', s.title, 'abstract', s.abstract, 'comment', s.comment, 'journalRef', s.journal_ref,
        'authors', s.authors) AS "sourceText"
    FROM source_texts s JOIN papers p ON p.id = s.paper_id WHERE s.reader_version < ${readerVersion}
    ORDER BY s.reader_version, s.paper_id LIMIT ${batch} FOR NO KEY UPDATE SKIP LOCKED`;
  return rows.map((row) => ({
    ...row,
    sourceText: { ...row.sourceText, authors: storedNames.parse(row.sourceText.authors) },
  }));
}

/**
 * What the source reads as now. Of what it does not say, the paper keeps what another source said. A paper that was
 * withdrawn stays so, because its record may have been deleted without a notice in its text.
 */
function mergeReading(paper: Stored): Reading {
  const { title, abstract, comment, journalRef, authors, familyNames } = readSource(paper.sourceText);
  const keepsNames = authors.length === 0 || (familyNames.length === 0 && isSame(authors, paper.authors));
  const text = {
    title: title || paper.title,
    abstract: abstract || paper.abstract,
    comment: comment ?? paper.comment,
  };
  const withdrawal = withdrawalOf(text);
  return {
    ...text,
    withdrawn: withdrawal.withdrawn || paper.withdrawn,
    withdrawnBy: withdrawal.withdrawnBy ?? paper.withdrawnBy,
    journalRef: journalRef ?? paper.journalRef,
    authors: keepsNames ? paper.authors : authors,
    familyNames: keepsNames ? paper.familyNames : familyNames,
  };
}

const readFields = [
  "title",
  "abstract",
  "comment",
  "journalRef",
  "authors",
  "familyNames",
  "withdrawn",
  "withdrawnBy",
] as const satisfies (keyof Reading)[];

function isOther(paper: Stored, reading: Reading): boolean {
  return !readFields.every((name) => isSame(paper[name], reading[name]));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function writeTexts(tx: Tx, texts: (Reading & { id: number })[]): Promise<void> {
  const rows = texts.map((text) => ({
    ...text,
    titleKey: titleKey(text.title),
    authorSlugs: text.authors.map(authorSlug),
  }));
  await tx.$executeRaw`
    UPDATE papers p SET (title, title_key, abstract, comment, journal_ref, authors, author_slugs, family_names,
      withdrawn, withdrawn_by) =
      (n.title, n."titleKey", n.abstract, n.comment, n."journalRef", n.authors, n."authorSlugs", n."familyNames",
      n.withdrawn, n."withdrawnBy"::"WithdrawnBy")
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(id int, title text, "titleKey" text, abstract text,
      comment text, "journalRef" text, authors text[], "authorSlugs" text[], "familyNames" text[],
      withdrawn boolean, "withdrawnBy" text)
    WHERE p.id = n.id`;
}
