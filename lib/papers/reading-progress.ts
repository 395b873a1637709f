import { getDb } from "@/lib/base/db";
import { counted, grouped } from "@/lib/base/text";
import { listedSql } from "@/lib/papers/conditions";
import { linksVersion } from "@/lib/papers/find-links";
import { readerVersion } from "@/lib/papers/read-source";

/** How many listed papers still have a text that an older reader made. */
export type ReadingProgress = {
  /** Papers whose source the hub does not have, because they were stored before it kept sources. */
  withoutSource: number;
  /** Papers whose source the worker still has to read again. */
  outdated: number;
  /** Papers that the worker still has to search for links. */
  unsearched: number;
  /** The same in a sentence. */
  text: string;
};

/** How many papers wait to be read again or to be searched for links, or null when none does. */
export async function findReadingProgress(): Promise<ReadingProgress | null> {
  const [row] = await getDb().$queryRaw<Omit<ReadingProgress, "text">[]>`
    SELECT (SELECT count(*)::int FROM papers p WHERE ${listedSql} AND p.links_version < ${linksVersion}) AS unsearched,
      count(*) FILTER (WHERE s.paper_id IS NULL)::int AS "withoutSource", count(s.paper_id)::int AS outdated
    FROM papers p LEFT JOIN source_texts s ON s.paper_id = p.id
    WHERE ${listedSql} AND (s.paper_id IS NULL OR s.reader_version < ${readerVersion})`;
  const { withoutSource = 0, outdated = 0, unsearched = 0 } = row ?? {};
  const waiting = { withoutSource, outdated, unsearched };
  if (withoutSource + outdated + unsearched === 0) return null;
  return { ...waiting, text: waitingWords(waiting) };
}

function waitingWords({ withoutSource, outdated, unsearched }: Omit<ReadingProgress, "text">): string {
  const stored =
    withoutSource === 1
      ? "1 paper was stored without its source; a harvest or an import that brings it again updates its text."
      : `${grouped(withoutSource)} papers were stored without their source; a harvest or an import that brings them again updates their text.`;
  const left = `The worker reads ${counted(outdated, "paper")} again.`;
  const links = `The worker searches ${counted(unsearched, "paper")} for links.`;
  return [
    ...(withoutSource > 0 ? [stored] : []),
    ...(outdated > 0 ? [left] : []),
    ...(unsearched > 0 ? [links] : []),
  ].join(" ");
}
