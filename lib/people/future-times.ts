import { impossibleAfter } from "@/lib/base/clock";
import { getDb } from "@/lib/base/db";
import { minus, plus } from "@/lib/base/time";
import { recentMinutes, sessionDays } from "@/lib/people/account/sessions";

/** Corrects times of people, sessions and visits that lie in the future, because the clock was wrong when they were stored. */
export async function correctPeople(now: Date): Promise<number> {
  const limit = impossibleAfter(now);
  const expires = plus(now, { days: sessionDays });
  // When such a session began is not known, so that it must not count as a recent one.
  const longAgo = minus(now, { minutes: recentMinutes });
  const users = await getDb().$executeRaw`UPDATE users SET created_at = ${now} WHERE created_at > ${limit}`;
  const sessions = await getDb().$executeRaw`
    UPDATE sessions SET created_at = CASE WHEN created_at > ${limit} THEN ${longAgo}::timestamptz ELSE created_at END, last_seen_at = least(last_seen_at, ${now}), expires = least(expires, ${expires})
    WHERE last_seen_at > ${limit} OR created_at > ${limit}`;
  const readers = await getDb().$executeRaw`
    UPDATE readers SET visit_at = least(visit_at, ${now}), last_visit_at = least(last_visit_at, ${now}), page_at = least(page_at, ${now}),
      reset_at = least(reset_at, ${now}), trained_at = least(trained_at, ${now}), mail_again_at = least(mail_again_at, ${now})
    WHERE greatest(visit_at, page_at, reset_at, trained_at) > ${limit} OR mail_again_at > ${plus(now, longestDeferral)}`;
  return users + sessions + readers;
}

/** A mail that the server deferred waits an hour at most. */
const longestDeferral = { hours: 2 };
