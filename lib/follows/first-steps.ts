import { getDb } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { trainReader } from "@/lib/feeds/taste/train-reader";
import { listedSql } from "@/lib/papers/conditions";
import { setReader } from "@/lib/people/reader";
import type { Viewer } from "@/lib/people/viewer";

// The hottest few thousand papers cover every active topic.
const hottest = 3000;

/** The title of an example paper for each topic: the hottest paper with this primary topic, else the hottest cross-listed one. Topics without hot papers are absent. */
export async function listTopicExamples(): Promise<Map<string, string>> {
  const rows = await getDb().$queryRaw<{ topic: string; title: string }[]>`
    SELECT DISTINCT ON (topic) topic, title FROM (
      SELECT topics, title, heat FROM papers p WHERE ${listedSql} ORDER BY heat DESC LIMIT ${hottest}) hot,
      unnest(topics) AS topic
    ORDER BY topic, topic = topics[1] DESC, heat DESC`;
  return new Map(rows.map(({ topic, title }) => [topic, title]));
}

/**
 * Records that the viewer has taken or skipped the first steps. Their taste is trained at once, so that an imported library
 * affects their own page before the worker's next run; if training fails, that run makes up for it.
 */
export async function endFirstSteps(viewer: Viewer, now = new Date()): Promise<void> {
  await setReader(viewer.id, { firstStepsAt: now });
  await trainReader(viewer.id, now).catch((error: unknown) =>
    getLog().warn({ err: error }, "a new reader's taste could not be trained yet"),
  );
}
