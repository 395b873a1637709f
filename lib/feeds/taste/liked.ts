import { getDb } from "@/lib/base/db";
import { listedSql, standingVoteSql } from "@/lib/papers/conditions";
import type { Viewer } from "@/lib/people/viewer";

/** A paper that the viewer upvoted or saved. */
export type Liked = { key: string; title: string };

/** The listed papers that the viewer upvoted or saved last, at most forty, the last first: what an interest can be made of. */
export function listLiked(viewer: Viewer): Promise<Liked[]> {
  return getDb().$queryRaw<Liked[]>`
    SELECT p.key, p.title FROM (
      SELECT paper_id, max(at) AS at FROM (
        (SELECT paper_id, cast_at AS at FROM votes v WHERE user_id = ${viewer.id} AND ${standingVoteSql}
          ORDER BY cast_at DESC LIMIT 40)
        UNION ALL
        (SELECT paper_id, saved_at FROM saves WHERE user_id = ${viewer.id} ORDER BY saved_at DESC LIMIT 40)) liked
      GROUP BY 1) last JOIN papers p ON p.id = last.paper_id
    WHERE ${listedSql} ORDER BY last.at DESC, p.id DESC LIMIT 40`;
}
