import { getDb } from "@/lib/db";
import { getLog } from "@/lib/log";
import type { Viewer } from "@/lib/people/viewer";
import { trainReader } from "@/lib/taste/train-reader";

// Hot papers of a few thousand have every lively topic among them.
const looked = 3000;

/** The hottest paper's title for each topic, where it is the paper's first; topics without a recent one have none. */
export async function listTopicExamples(): Promise<Map<string, string>> {
  const rows = await getDb().$queryRaw<{ topic: string; title: string }[]>`
    SELECT DISTINCT ON (topic) topic, title FROM (
      SELECT topics[1] AS topic, title, heat FROM papers WHERE status = 'listed' ORDER BY heat DESC LIMIT ${looked}) hot
    WHERE topic IS NOT NULL ORDER BY topic, heat DESC`;
  return new Map(rows.map(({ topic, title }) => [topic, title]));
}

/**
 * The viewer has taken or skipped the first steps. What they brought along shows on their own page at once, rather than
 * after the worker's next round.
 */
export async function endFirstSteps(viewer: Viewer, now = new Date()): Promise<void> {
  const done = { firstStepsAt: now };
  await getDb().reader.upsert({
    where: { userId: viewer.id },
    create: { userId: viewer.id, ...done },
    update: done,
  });
  await trainReader(viewer.id, now).catch((error: unknown) =>
    getLog().warn({ err: error }, "a new reader's taste waits for the worker"),
  );
}
