import { impossibleAfter } from "@/lib/base/clock";
import { getDb } from "@/lib/base/db";
import { dayIn } from "@/lib/base/time";
import { recountPapers } from "@/lib/papers/recount";

type Moment = { now: Date; timeZone: string };

/**
 * Corrects votes, submissions, pulls and checks of repositories whose times lie in the future, because the clock was wrong when they were stored, and
 * recounts the papers: a vote of next year would keep its paper on top until then.
 * @param recount further papers whose heat has to be recounted
 * @returns how many papers were recounted
 */
export async function correctPapers({ now, timeZone }: Moment, recount: number[]): Promise<number> {
  const limit = impossibleAfter(now);
  const today = dayIn(timeZone, now);
  await getDb().arxivPull.deleteMany({
    where: { OR: [{ startedAt: { gt: limit } }, { finishedAt: { gt: limit } }] },
  });
  await getDb().repository.updateMany({ where: { askedAt: { gt: limit } }, data: { askedAt: null } });
  return getDb().$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: number }[]>`
      SELECT id FROM papers WHERE id = ANY(${recount}) OR id IN (SELECT paper_id FROM votes WHERE cast_at > ${limit})
        OR (source = 'submission' AND announced_at > ${limit})
      ORDER BY id FOR NO KEY UPDATE`;
    if (rows.length === 0) return 0;
    await tx.$executeRaw`UPDATE votes SET cast_at = ${now} WHERE cast_at > ${limit}`;
    await tx.$executeRaw`
      UPDATE papers SET announced_at = ${now}, submitted_at = least(submitted_at, ${now}), day = ${today}::date, updated_at = now()
      WHERE source = 'submission' AND announced_at > ${limit}`;
    await recountPapers(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.length;
  });
}
