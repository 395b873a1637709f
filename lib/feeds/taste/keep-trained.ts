import { getDb } from "@/lib/base/db";
import { encodeModel } from "@/lib/feeds/taste/model-bytes";
import type { Trained } from "@/lib/feeds/taste/train";
import { markTrainedSql, type SeenTraining } from "@/lib/people/reader";

type When = {
  /** When the reader had last been trained as this training began, and how often they had changed something. */
  seen: SeenTraining;
  now: Date;
  /** Where not, the interests stay as they are. */
  learns: boolean;
};

/**
 * Writes all that was trained in one statement, or nothing where the reader's row is not as it was seen any more.
 * @returns whether it was written
 */
export async function keepTrained(
  userId: number,
  trained: Trained[],
  { seen, now, learns }: When,
): Promise<boolean> {
  const rows = trained.map(({ model, ...rest }) => ({
    ...rest,
    model: model && Buffer.from(encodeModel(model)).toString("base64"),
  }));
  const done = await getDb().$queryRaw<{ id: number }[]>`
    WITH gate AS (${markTrainedSql(userId, seen, now)}),
    wanted AS MATERIALIZED (
      SELECT coalesce(t.id, nextval(pg_get_serial_sequence('interests', 'id'))::int) AS id, t.id IS NULL AS fresh, t.name,
        decode(t.model, 'base64') AS model, t.papers
      FROM gate, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS t(id int, name text, model text, papers int[])
      WHERE ${learns}),
    known AS (SELECT i.id, i.kept OR EXISTS (SELECT 1 FROM interest_papers p WHERE p.interest_id = i.id AND p.kept) AS kept
      FROM gate JOIN interests i ON i.user_id = gate.user_id WHERE ${learns}),
    gone AS (DELETE FROM interests i USING known k WHERE i.id = k.id AND NOT k.kept AND i.id NOT IN (SELECT id FROM wanted)),
    old AS (
      UPDATE interests i SET model = w.model, trained_at = ${now}, name = CASE WHEN i.kept THEN i.name ELSE w.name END
      FROM wanted w WHERE i.id = w.id AND NOT w.fresh AND i.user_id = ${userId}),
    fresh AS (
      INSERT INTO interests (id, user_id, name, model, created_at, trained_at)
      SELECT w.id, ${userId}, w.name, w.model, ${now}, ${now} FROM wanted w WHERE w.fresh),
    papers AS (SELECT w.id, unnest(w.papers) AS paper_id FROM wanted w),
    left_out AS (
      DELETE FROM interest_papers p USING known k WHERE p.interest_id = k.id AND NOT p.kept
        AND NOT EXISTS (SELECT 1 FROM papers n WHERE n.id = p.interest_id AND n.paper_id = p.paper_id)),
    added AS (INSERT INTO interest_papers (interest_id, paper_id) SELECT id, paper_id FROM papers ON CONFLICT DO NOTHING)
    SELECT user_id AS id FROM gate`;
  return done.length > 0;
}
