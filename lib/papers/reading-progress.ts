import { getDb } from "@/lib/base/db";
import { counted, grouped } from "@/lib/base/text";
import { listedSql } from "@/lib/papers/conditions";
import { readerVersion } from "@/lib/papers/read-source";

/** How many listed papers still have a text that an older reader made. */
export type ReadingProgress = {
  /** Papers whose source the hub does not have, because they were stored before it kept sources. */
  withoutSource: number;
  /** Papers whose source the worker still has to read again. */
  outdated: number;
  /** The same in a sentence. */
  text: string;
};

/** How many papers wait to be read again, or null when none does. */
export async function findReadingProgress(): Promise<ReadingProgress | null> {
  const [row] = await getDb().$queryRaw<{ withoutSource: number; outdated: number }[]>`
    SELECT count(*) FILTER (WHERE s.paper_id IS NULL)::int AS "withoutSource", count(s.paper_id)::int AS outdated
    FROM papers p LEFT JOIN source_texts s ON s.paper_id = p.id
    WHERE ${listedSql} AND (s.paper_id IS NULL OR s.reader_version < ${readerVersion})`;
  const { withoutSource = 0, outdated = 0 } = row ?? {};
  if (withoutSource + outdated === 0) return null;
  return { withoutSource, outdated, text: waitingWords(withoutSource, outdated) };
}

function waitingWords(withoutSource: number, outdated: number): string {
  const stored =
    withoutSource === 1
      ? "1 paper was stored without its source; a harvest or an import that brings it again updates its text."
      : `${grouped(withoutSource)} papers were stored without their source; a harvest or an import that brings them again updates their text.`;
  const left = `The worker reads ${counted(outdated, "paper")} again.`;
  return [...(withoutSource > 0 ? [stored] : []), ...(outdated > 0 ? [left] : [])].join(" ");
}
