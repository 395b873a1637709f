import { getDb } from "@/lib/base/db";
import { findSetting } from "@/lib/base/settings";
import type { Viewer } from "@/lib/people/viewer";
import { embedEach, findEmbedder } from "@/lib/search/embedding/embed";
import { packVector } from "@/lib/search/embedding/vectors";

/**
 * How many of the viewer's imported papers and titles do not count in their interests yet, because the hub has not
 * computed their meaning. Those that never will are left out: texts that the model refused, and all of them on a hub that
 * goes by words alone.
 */
export async function countBeingRead(viewer: Viewer): Promise<number> {
  const sweep = await findSetting("search-sweep");
  if (sweep?.model === null) return 0;
  const [row] = await getDb().$queryRaw<{ count: number }[]>`
    SELECT (SELECT count(*) FROM signals s LEFT JOIN enrichments e ON e.paper_id = s.paper_id
        WHERE s.user_id = ${viewer.id} AND s.kind = 'library' AND e.vector IS NULL AND e.model IS NULL)::int
      + (SELECT count(*) FROM taste_texts WHERE user_id = ${viewer.id} AND model IS NULL)::int AS count`;
  return row?.count ?? 0;
}

const batch = 64;
const batchesPerRun = 10;

/**
 * Embeds imported titles that have no vector of the hub's present model, some hundreds a run. A title that the model refuses
 * is not tried again. Does nothing on a hub without an embedder; safe to repeat.
 * @returns the ids of the readers who imported them and have to be trained again
 */
export async function embedTitles(signal: AbortSignal): Promise<number[]> {
  const readers = new Set<number>();
  for (let i = 0; i < batchesPerRun && !signal.aborted; i++) {
    const embedder = await findEmbedder();
    const texts = embedder ? await listUnread(embedder.model) : [];
    if (!embedder || texts.length === 0) break;
    const vectors = await embedEach(
      embedder,
      texts.map(({ text }) => text),
    );
    const packed = vectors.map((one) => one && packVector(one));
    const column = {
      ids: texts.map(({ id }) => id),
      vectors: packed.map((one) => (one ? Buffer.from(one.vector) : null)),
      scales: packed.map((one) => one?.scale ?? null),
    };
    await getDb().$executeRaw`
      UPDATE taste_texts t SET model = ${embedder.model}, vector = v.vector, scale = v.scale
      FROM unnest(${column.ids}::int[], ${column.vectors}::bytea[], ${column.scales}::real[]) AS v(id, vector, scale)
      WHERE t.id = v.id`;
    for (const { userId } of texts) readers.add(userId);
  }
  return [...readers];
}

function listUnread(model: string): Promise<{ id: number; userId: number; text: string }[]> {
  return getDb().$queryRaw`
    SELECT id, user_id AS "userId", text FROM taste_texts WHERE model IS DISTINCT FROM ${model} ORDER BY id LIMIT ${batch}`;
}
