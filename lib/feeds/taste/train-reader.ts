import { getDb } from "@/lib/base/db";
import type { PriorInterest } from "@/lib/feeds/taste/interest-groups";
import { nameKeys } from "@/lib/feeds/taste/interest-names";
import { encodeModel, type FeatureRow, featureColumns, toFeatures } from "@/lib/feeds/taste/model";
import { getReferencePapers } from "@/lib/feeds/taste/reference-papers";
import { type Shown, type Trained, trainInterests } from "@/lib/feeds/taste/train-interests";
import { standingVoteSql } from "@/lib/papers/conditions";
import { markTrainedSql, type SeenTraining } from "@/lib/people/reader";
import { readPhraseCounts } from "@/lib/search/keywords/phrase-counts";

/** The outcome of a training: whether it was saved, the number of signs it used, and the number of interests it gave. */
export type Outcome = { kept: boolean; shown: number; interests: number };

/**
 * Trains a reader's interests from their upvotes, saves, imports and feedback since the last reset; if the reader has
 * turned learning off, the interests stay as they are. If the reader changed something meanwhile, or another worker was
 * faster, nothing is saved and the reader stays due. Safe to repeat.
 */
export async function trainReader(userId: number, now = new Date()): Promise<Outcome> {
  const [past, others] = await Promise.all([readPast(userId, now), getReferencePapers()]);
  const embedder = others.papers[0]?.features.model;
  const shown = past.shown.filter(({ features }) => features.model === embedder);
  const counts = await readPhraseCounts(nameKeys(shown));
  const trained = past.learns ? trainInterests(shown, others, past.known, counts) : [];
  const kept = await keepTrained(userId, trained, { seen: past.seen, now, learns: past.learns });
  return { kept, shown: shown.length, interests: trained.length };
}

/** What training reads about a reader. */
type Past = {
  learns: boolean;
  /** Shows on saving whether another training or a change came in between. */
  seen: SeenTraining;
  known: PriorInterest[];
  shown: Shown[];
};

/** How many signs of each kind count, the latest ones. */
export const maxSigns = 400;
/** After this many days a sign has lost half its weight. */
const halfLifeDays = 300;

/** The weight of each kind of sign. "Seen it" and "not this author" say nothing about taste and are left out. */
const weights = { liked: 1, more: 1.5, declined: -1, doubted: -0.3 } as const;

type Row = FeatureRow & {
  paperId: number | null;
  sign: number;
  kind: keyof typeof weights;
  days: number;
  keywords: string[];
  title: string;
};

/** Reads a reader's signs since the last reset, newest first, and their current interests. */
async function readPast(userId: number, now: Date): Promise<Past> {
  // Read first, so that changes made while the rest is read are noticed when the training is saved.
  const reader = await getDb().reader.findUnique({
    where: { userId },
    select: { learns: true, trainedAt: true, tasteChanges: true, resetAt: true },
  });
  const learns = reader?.learns ?? true;
  const since = reader?.resetAt ?? new Date(0);
  const [known, shown] = await Promise.all([listKnown(userId), learns ? listShown(userId, since, now) : []]);
  const seen = { trainedAt: reader?.trainedAt ?? null, changes: reader?.tasteChanges ?? 0 };
  return { learns, seen, known, shown };
}

async function listKnown(userId: number): Promise<PriorInterest[]> {
  const rows = await getDb().$queryRaw<PriorInterest[]>`
    SELECT i.id, i.name, i.provisional, i.named_for AS "namedFor", i.kept, i.paused, coalesce((SELECT jsonb_agg(jsonb_build_object('id', paper_id, 'kept', kept))
      FROM interest_papers WHERE interest_id = i.id), '[]') AS papers
    FROM interests i WHERE i.user_id = ${userId} ORDER BY i.id`;
  return rows;
}

async function listShown(userId: number, since: Date, now: Date): Promise<Shown[]> {
  const rows = await getDb().$queryRaw<Row[]>`
    WITH signs AS (
      (SELECT paper_id, 'liked' AS kind, 1 AS rank, cast_at AS at FROM votes v
        WHERE user_id = ${userId} AND ${standingVoteSql} AND cast_at > ${since} ORDER BY cast_at DESC LIMIT ${maxSigns})
      UNION ALL (SELECT paper_id, 'liked', 1, saved_at FROM saves
        WHERE user_id = ${userId} AND saved_at > ${since} ORDER BY saved_at DESC LIMIT ${maxSigns})
      UNION ALL (SELECT p.paper_id, 'liked', 1, i.created_at FROM interest_papers p JOIN interests i ON i.id = p.interest_id
        WHERE i.user_id = ${userId} AND p.kept LIMIT ${maxSigns})
      UNION ALL (SELECT paper_id, CASE WHEN kind = 'library' THEN 'liked' WHEN kind = 'more' THEN 'more'
          WHEN why = 'quality' THEN 'doubted' ELSE 'declined' END, CASE WHEN kind = 'less' THEN 3 ELSE 2 END, given_at FROM signals
        WHERE user_id = ${userId} AND given_at > ${since} AND (why IS NULL OR why NOT IN ('seen', 'author'))
        ORDER BY given_at DESC LIMIT ${maxSigns})),
    one AS (
      SELECT DISTINCT ON (s.paper_id) s.paper_id, s.kind, s.at FROM signs s
      WHERE NOT EXISTS (SELECT 1 FROM taste_skips k
        WHERE k.user_id = ${userId} AND k.paper_id = s.paper_id AND k.skipped_at >= s.at)
      ORDER BY s.paper_id, s.rank DESC, s.at DESC)
    SELECT one.paper_id AS "paperId", one.paper_id AS sign, one.kind, extract(epoch from ${now} - one.at)::float8 / 86400 AS days,
      e.keywords, p.title, ${featureColumns}
    FROM one JOIN enrichments e ON e.paper_id = one.paper_id JOIN papers p ON p.id = one.paper_id
    WHERE e.vector IS NOT NULL
    UNION ALL (SELECT NULL, -id, 'liked', extract(epoch from ${now} - created_at)::float8 / 86400, '{}', text, model, vector, scale, NULL
      FROM taste_texts WHERE user_id = ${userId} AND created_at > ${since} AND vector IS NOT NULL
      ORDER BY created_at DESC LIMIT ${maxSigns})
    ORDER BY days LIMIT ${maxSigns + maxSigns / 2}`;
  return rows.flatMap(({ paperId, sign, kind, days, keywords, title, ...row }) => {
    const features = toFeatures(row);
    const weight = weights[kind] * 2 ** (-Math.max(0, days) / halfLifeDays);
    return features ? [{ paperId, sign, weight, features, keywords, title }] : [];
  });
}

type When = {
  /** When the reader had last been trained, and how many changes they had made, when this training began. */
  seen: SeenTraining;
  now: Date;
  /** If false, the interests stay as they are. */
  learns: boolean;
};

/**
 * Saves a training in one statement, or nothing if the reader's row has changed since the training began.
 * @returns whether it was saved
 */
async function keepTrained(
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
        t.provisional, t."namedFor" AS named_for,
        decode(t.model, 'base64') AS model, t.papers
      FROM gate, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS t(id int, name text, provisional boolean, "namedFor" int[], model text, papers int[])
      WHERE ${learns}),
    known AS (SELECT i.id, i.kept OR EXISTS (SELECT 1 FROM interest_papers p WHERE p.interest_id = i.id AND p.kept) AS kept
      FROM gate JOIN interests i ON i.user_id = gate.user_id WHERE ${learns}),
    gone AS (DELETE FROM interests i USING known k WHERE i.id = k.id AND NOT k.kept AND i.id NOT IN (SELECT id FROM wanted)),
    old AS (
      UPDATE interests i SET model = w.model, trained_at = ${now}, name = w.name, provisional = w.provisional,
        named_for = w.named_for
      FROM wanted w WHERE i.id = w.id AND NOT w.fresh AND i.user_id = ${userId}),
    fresh AS (
      INSERT INTO interests (id, user_id, name, provisional, named_for, model, created_at, trained_at)
      SELECT w.id, ${userId}, w.name, w.provisional, w.named_for, w.model, ${now}, ${now} FROM wanted w WHERE w.fresh),
    papers AS (SELECT w.id, unnest(w.papers) AS paper_id FROM wanted w),
    left_out AS (
      DELETE FROM interest_papers p USING known k WHERE p.interest_id = k.id AND NOT p.kept
        AND NOT EXISTS (SELECT 1 FROM papers n WHERE n.id = p.interest_id AND n.paper_id = p.paper_id)),
    added AS (INSERT INTO interest_papers (interest_id, paper_id) SELECT id, paper_id FROM papers ON CONFLICT DO NOTHING)
    SELECT user_id AS id FROM gate`;
  return done.length > 0;
}
