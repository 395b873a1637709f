import { impossibleAfter } from "@/lib/base/clock";
import { getDb } from "@/lib/base/db";

/**
 * Corrects times of the queue that lie in the future, because the clock was wrong when they were stored: jobs wait as long as
 * was meant, the schedule goes on, and jobs of a worker that ended can be taken again.
 */
export async function correctQueue(now: Date): Promise<number> {
  const limit = impossibleAfter(now);
  const jobs = await getDb().$executeRaw`
    UPDATE graphile_worker._private_jobs SET
      run_at = run_at - (greatest(created_at, updated_at) - ${now}::timestamptz),
      created_at = least(created_at, ${now}), updated_at = least(updated_at, ${now}), locked_at = least(locked_at, ${now})
    WHERE greatest(created_at, updated_at) > ${limit} OR locked_at > ${limit}`;
  const queues = await getDb().$executeRaw`
    UPDATE graphile_worker._private_job_queues SET locked_at = ${now} WHERE locked_at > ${limit}`;
  const schedule = await getDb().$executeRaw`
    UPDATE graphile_worker._private_known_crontabs SET last_execution = ${now}, known_since = least(known_since, ${now})
    WHERE last_execution > ${limit}`;
  const workers = await getDb().worker.updateMany({
    where: { seenAt: { gt: limit } },
    data: { seenAt: now },
  });
  const tasks = await getDb().$executeRaw`
    UPDATE tasks SET started_at = least(started_at, ${now}), succeeded_at = least(succeeded_at, ${now})
    WHERE greatest(started_at, succeeded_at) > ${limit}`;
  return jobs + queues + schedule + workers.count + tasks;
}
