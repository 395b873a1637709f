import { impossibleAfter } from "@/lib/base/clock";
import { getDb } from "@/lib/base/db";

/**
 * Corrects follows and notifications whose times lie in the future, because the clock was wrong when they were stored: searches
 * look for new papers again, and daily mails go out.
 */
export async function correctFollows(now: Date): Promise<number> {
  const limit = impossibleAfter(now);
  const follows = await getDb().$executeRaw`
    UPDATE follows SET created_at = least(created_at, ${now}), found_until = least(found_until, ${now}), looked_at = least(looked_at, ${now})
    WHERE found_until > ${limit} OR looked_at > ${limit} OR created_at > ${limit}`;
  const notifications = await getDb().$executeRaw`
    UPDATE notifications SET created_at = least(created_at, ${now}), read_at = least(read_at, ${now}), mailed_at = least(mailed_at, ${now})
    WHERE created_at > ${limit} OR mailed_at > ${limit}`;
  return follows + notifications;
}
