import { getDb } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { trainReader } from "@/lib/feeds/taste/train-reader";
import { listedSql } from "@/lib/papers/conditions";
import { setReader } from "@/lib/people/reader";
import type { Viewer } from "@/lib/people/viewer";

// Hot papers of a few thousand have every lively topic among them.
const looked = 3000;

/** For each topic the title of its hottest paper, of which it is the first topic if there is one; some have none. */
export async function listTopicExamples(): Promise<Map<string, string>> {
  const rows = await getDb().$queryRaw<{ topic: string; title: string }[]>`
    SELECT DISTINCT ON (topic) topic, title FROM (
      SELECT topics, title, heat FROM papers p WHERE ${listedSql} ORDER BY heat DESC LIMIT ${looked}) hot,
      unnest(topics) AS topic
    ORDER BY topic, topic = topics[1] DESC, heat DESC`;
  return new Map(rows.map(({ topic, title }) => [topic, title]));
}

/**
 * The viewer has taken or skipped the first steps. What they brought along shows on their own page at once, rather than
 * after the worker's next round.
 */
export async function endFirstSteps(viewer: Viewer, now = new Date()): Promise<void> {
  await setReader(viewer.id, { firstStepsAt: now });
  await trainReader(viewer.id, now).catch((error: unknown) =>
    getLog().warn({ err: error }, "a new reader's taste waits for the worker"),
  );
}
