import { getDb } from "@/lib/base/db";
import { findSetting } from "@/lib/base/settings";
import type { Viewer } from "@/lib/people/viewer";
import { findEmbedder } from "@/lib/search/embedding/embed";
import { packVector } from "@/lib/search/embedding/vectors";

/**
 * How many of the viewer's imported papers and titles do not count in their interests yet, because the hub has not
 * computed their meaning. None on a hub that goes by words alone, where they never will.
 */
export async function countBeingRead(viewer: Viewer): Promise<number> {
  const sweep = await findSetting("search-sweep");
  if (sweep?.model === null) return 0;
  const [row] = await getDb().$queryRaw<{ count: number }[]>`
    SELECT (SELECT count(*) FROM signals s LEFT JOIN enrichments e ON e.paper_id = s.paper_id
        WHERE s.user_id = ${viewer.id} AND s.kind = 'library' AND e.vector IS NULL)::int
      + (SELECT count(*) FROM taste_texts WHERE user_id = ${viewer.id} AND vector IS NULL)::int AS count`;
  return row?.count ?? 0;
}

const batch = 64;
const batchesPerRun = 10;

/**
 * Embeds imported titles, some hundreds a run. Does nothing on a hub without an embedder; safe to repeat.
 * @returns the ids of the readers who imported them and have to be trained again
 */
export async function embedTitles(signal: AbortSignal): Promise<number[]> {
  const readers = new Set<number>();
  for (let i = 0; i < batchesPerRun && !signal.aborted; i++) {
    const texts = await getDb().tasteText.findMany({
      where: { vector: null },
      select: { id: true, userId: true, text: true },
      orderBy: { id: "asc" },
      take: batch,
    });
    const embedder = texts.length > 0 ? await findEmbedder() : null;
    if (!embedder) break;
    const vectors = (await embedder.embed(texts.map(({ text }) => text))).map(packVector);
    const column = {
      ids: texts.map(({ id }) => id),
      vectors: vectors.map(({ vector }) => Buffer.from(vector)),
      scales: vectors.map(({ scale }) => scale),
    };
    await getDb().$executeRaw`
      UPDATE taste_texts t SET model = ${embedder.model}, vector = v.vector, scale = v.scale
      FROM unnest(${column.ids}::int[], ${column.vectors}::bytea[], ${column.scales}::real[]) AS v(id, vector, scale)
      WHERE t.id = v.id`;
    for (const { userId } of texts) readers.add(userId);
  }
  return [...readers];
}
