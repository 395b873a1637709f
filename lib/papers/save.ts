import type pg from "pg";
import { withConnection } from "@/lib/base/connection";
import { databaseUrl, type Prisma } from "@/lib/base/db";
import { isWithdrawalNotice } from "@/lib/papers/arxiv/withdrawal";
import { copyRows } from "@/lib/papers/copy";
import { type Arrival, type Incoming, incomingRow, lastVersion, sourceRow } from "@/lib/papers/incoming";
import { tellOfChangesSql, tellOfPapersAgainSql, tellOfPapersSql } from "@/lib/papers/news";
import { linksOfNew } from "@/lib/papers/paper-links";
import { readerVersion } from "@/lib/papers/read-source";
import {
  copyIncoming,
  createIncoming,
  insertNew,
  keepSources,
  lockKnown,
  putImportedLinks,
  updateContent,
  updateExtras,
} from "@/lib/papers/save-sql";

export type Saved = { added: number; updated: number };

/** The maximum number of papers per call. */
export const batchLimit = 5000;

/**
 * Inserts new papers and updates known ones in one transaction, with what their sources said. Votes, heat, submitter and status of a known paper stay,
 * and so does its day unless the source gives one. Repeating the call changes nothing.
 * @param papers at most 5,000; among papers with the same id the newest version wins, then the last one
 * @param arrival the source, the current time, and the hub's time zone, which decides the day
 * @returns how many were inserted, and how many known ones changed
 * @throws RangeError for more than 5,000 papers
 */
export async function savePapers(papers: Incoming[], arrival: Arrival): Promise<Saved> {
  if (papers.length > batchLimit) throw new RangeError(`At most ${batchLimit} papers at once`);
  if (papers.length === 0) return { added: 0, updated: 0 };
  // COPY needs a plain pg connection, because Prisma does not support it.
  return withConnection(databaseUrl(), async (client) => {
    await client.query("BEGIN");
    const saved = await merge(client, newestOfEach(papers), arrival);
    await client.query("COMMIT");
    return saved;
  });
}

async function merge(client: pg.Client, papers: Incoming[], arrival: Arrival): Promise<Saved> {
  await client.query(createIncoming);
  await copyRows(client, copyIncoming, rows(papers, arrival));
  const added = await keysOf(client, insertNew, [readerVersion]);
  await run(client, tellOfPapersSql(added));
  if (added.length === papers.length) return { added: added.length, updated: 0 };
  await client.query(lockKnown);
  await client.query(keepSources, [readerVersion]);
  const contents = await keysOf(client, updateContent);
  const links = await keysOf(client, putImportedLinks);
  const extras = await keysOf(client, updateExtras);
  const changed = [...contents, ...links, ...extras];
  const isNew = new Set(added);
  // A daily feed may name the organisation of a paper that arXiv brought before.
  await run(client, tellOfPapersAgainSql(extras, arrival.now));
  await run(client, tellOfChangesSql(changed));
  return { added: isNew.size, updated: new Set(changed.filter((key) => !isNew.has(key))).size };
}

function* rows(papers: Incoming[], arrival: Arrival) {
  for (const paper of papers) {
    const links = linksOfNew(paper, "import", paper.sourceText);
    yield [
      ...incomingRow(paper, links, arrival),
      paper.day !== undefined,
      paper.updatedAt ?? null,
      isWithdrawalNotice(paper.title),
      isWithdrawalNotice(paper.abstract),
      links.length > 0 ? JSON.stringify(links) : null,
      ...sourceRow(paper),
    ];
  }
}

async function run(client: pg.Client, { text, values }: Prisma.Sql): Promise<void> {
  await client.query(text, values);
}

async function keysOf(client: pg.Client, statement: string, values: number[] = []): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>(statement, values);
  return rows.map((row) => row.key);
}

function newestOfEach(papers: Incoming[]): Incoming[] {
  const newest = new Map<string, Incoming>();
  for (const paper of papers) {
    const other = newest.get(paper.arxivId);
    if (!other || lastVersion(paper) >= lastVersion(other)) newest.set(paper.arxivId, paper);
  }
  return [...newest.values()];
}
