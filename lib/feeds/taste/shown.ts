import { getDb } from "@/lib/base/db";
import { type FeatureRow, featureColumns, toFeatures } from "@/lib/feeds/taste/features";
import type { Known } from "@/lib/feeds/taste/groups";
import type { Shown } from "@/lib/feeds/taste/train";
import { standingVoteSql } from "@/lib/papers/conditions";

/** What training reads of a reader. */
export type Past = {
  learns: boolean;
  /** What tells whether another training or a change of the reader's came between. */
  seen: { trainedAt: Date | null; changes: number };
  known: Known[];
  shown: Shown[];
};

/** Of one kind of sign the latest so many count. */
const most = 400;
/** In so many days a sign loses half its weight. */
const halfLifeDays = 300;

/** What each kind of sign says of a paper's field. Of "seen it" and "not this author" nothing is to be learnt. */
const weights = { liked: 1, more: 1.5, declined: -1, doubted: -0.3 } as const;

type Row = FeatureRow & {
  paperId: number | null;
  kind: keyof typeof weights;
  days: number;
  keywords: string[];
  title: string;
};

/** All that a reader did since the last reset that shows what they want, newest first, and their interests so far. */
export async function readPast(userId: number, now: Date): Promise<Past> {
  // Before all else: what comes in between is then noticed when the training is to be kept.
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

async function listKnown(userId: number): Promise<Known[]> {
  const rows = await getDb().$queryRaw<Known[]>`
    SELECT i.id, i.kept, i.paused, coalesce((SELECT jsonb_agg(jsonb_build_object('id', paper_id, 'kept', kept))
      FROM interest_papers WHERE interest_id = i.id), '[]') AS papers
    FROM interests i WHERE i.user_id = ${userId} ORDER BY i.id`;
  return rows;
}

async function listShown(userId: number, since: Date, now: Date): Promise<Shown[]> {
  const rows = await getDb().$queryRaw<Row[]>`
    WITH signs AS (
      (SELECT paper_id, 'liked' AS kind, 1 AS rank, cast_at AS at FROM votes v
        WHERE user_id = ${userId} AND ${standingVoteSql} AND cast_at > ${since} ORDER BY cast_at DESC LIMIT ${most})
      UNION ALL (SELECT paper_id, 'liked', 1, saved_at FROM saves
        WHERE user_id = ${userId} AND saved_at > ${since} ORDER BY saved_at DESC LIMIT ${most})
      UNION ALL (SELECT p.paper_id, 'liked', 1, i.created_at FROM interest_papers p JOIN interests i ON i.id = p.interest_id
        WHERE i.user_id = ${userId} AND p.kept LIMIT ${most})
      UNION ALL (SELECT paper_id, CASE WHEN kind = 'library' THEN 'liked' WHEN kind = 'more' THEN 'more'
          WHEN why = 'quality' THEN 'doubted' ELSE 'declined' END, CASE WHEN kind = 'less' THEN 3 ELSE 2 END, given_at FROM signals
        WHERE user_id = ${userId} AND given_at > ${since} AND (why IS NULL OR why NOT IN ('seen', 'author'))
        ORDER BY given_at DESC LIMIT ${most})),
    one AS (
      SELECT DISTINCT ON (s.paper_id) s.paper_id, s.kind, s.at FROM signs s
      WHERE NOT EXISTS (SELECT 1 FROM taste_skips k
        WHERE k.user_id = ${userId} AND k.paper_id = s.paper_id AND k.skipped_at >= s.at)
      ORDER BY s.paper_id, s.rank DESC, s.at DESC)
    SELECT one.paper_id AS "paperId", one.kind, extract(epoch from ${now} - one.at)::float8 / 86400 AS days,
      e.keywords, p.title, ${featureColumns}
    FROM one JOIN enrichments e ON e.paper_id = one.paper_id JOIN papers p ON p.id = one.paper_id
    WHERE e.vector IS NOT NULL
    UNION ALL (SELECT NULL, 'liked', extract(epoch from ${now} - created_at)::float8 / 86400, '{}', text, model, vector, scale, NULL
      FROM taste_texts WHERE user_id = ${userId} AND created_at > ${since} AND vector IS NOT NULL
      ORDER BY created_at DESC LIMIT ${most})
    ORDER BY days LIMIT ${most + most / 2}`;
  return rows.flatMap(({ paperId, kind, days, keywords, title, ...row }) => {
    const features = toFeatures(row);
    const weight = weights[kind] * 2 ** (-Math.max(0, days) / halfLifeDays);
    return features ? [{ paperId, weight, features, keywords, title }] : [];
  });
}
