import { getDb } from "@/lib/base/db";
import type { FeedItem } from "@/lib/feeds/feed-item";
import type { Viewer } from "@/lib/people/viewer";

/**
 * Notes what a page of the viewer's own list showed for the first time, and the part of the sum that put it there;
 * nothing of somebody who does not want to be learnt from.
 */
export async function noteShown(viewer: Viewer, items: FeedItem[], now = new Date()): Promise<void> {
  const shown = items.filter(({ sum }) => sum);
  if (shown.length === 0) return;
  // In the order of ids, so that two pages noted at once cannot wait for each other.
  await getDb().$executeRaw`
    INSERT INTO showings AS s (user_id, paper_id, part, shown_at)
    SELECT ${viewer.id}, paper, part, ${now}
    FROM unnest(${shown.map(({ id }) => id)}::int[], ${shown.map(({ sum }) => sum?.by ?? "trend")}::text[]) AS t(paper, part)
    WHERE NOT EXISTS (SELECT 1 FROM readers WHERE user_id = ${viewer.id} AND NOT learns)
    ORDER BY paper
    ON CONFLICT (user_id, paper_id) DO UPDATE SET part = excluded.part, shown_at = excluded.shown_at
    WHERE s.shown_at IS NULL`;
}

/** Notes that the viewer opened a paper's page, unless they do not want to be learnt from. */
export async function noteOpened(viewer: Viewer, paperId: number, now = new Date()): Promise<void> {
  await getDb().$executeRaw`
    INSERT INTO showings (user_id, paper_id, opened_at) SELECT ${viewer.id}, ${paperId}, ${now}
    WHERE NOT EXISTS (SELECT 1 FROM readers WHERE user_id = ${viewer.id} AND NOT learns)
    ON CONFLICT (user_id, paper_id) DO UPDATE SET opened_at = excluded.opened_at`;
}

/**
 * Notes which papers the viewer looked past, once a visit: three visits sink a paper. Papers that were never shown on
 * the viewer's own page do not count.
 * @param keys public keys, of which unknown ones are passed over
 */
export async function passPapers(viewer: Viewer, keys: string[], now = new Date()): Promise<void> {
  await getDb().$executeRaw`
    UPDATE showings s SET passes = passes + 1, passed_at = ${now}
    FROM papers p, readers r
    WHERE s.user_id = ${viewer.id} AND p.key = ANY(${keys}) AND s.paper_id = p.id AND s.shown_at IS NOT NULL
      AND r.user_id = ${viewer.id} AND r.learns AND (s.passed_at IS NULL OR s.passed_at < r.visit_at)`;
}
