import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { publicHour } from "@/lib/digests/compose-public";
import { nextDue } from "@/lib/digests/subscriptions/schedule";
import { type Schedule, scheduleSchema } from "@/lib/digests/subscriptions/schema";
import type { Viewer } from "@/lib/people/viewer";

type Next = { daily: Date; weekly: Date; timeZone: string };

/** When somebody who subscribes now, without choosing an hour, gets the first mail. */
export function firstMails(now: Date): Next {
  return nextOnes(scheduleSchema.shape.hour.parse(undefined), now);
}

/** When the next public digests are composed: `daily` that of a day, `weekly` that of the week which ends then. */
export function nextPublic(now: Date): Next {
  return nextOnes(publicHour, now);
}

/** When the mail that a preview shows is due; null where the viewer has no such subscription. */
export async function findNextMail(
  viewer: Viewer,
  id: number | null,
): Promise<{ nextAt: Date | null; timeZone: string } | null> {
  return getDb().subscription.findFirst({
    where: { userId: viewer.id, nextAt: { not: null }, ...(id !== null && { id }) },
    select: { nextAt: true, timeZone: true },
    orderBy: { id: "asc" },
  });
}

function nextOnes(hour: number, now: Date): Next {
  const timeZone = getConfig().HUB_TIME_ZONE;
  const next = (cadence: Schedule["cadence"]) => nextDue({ cadence, hour, weekday: 1, timeZone }, now);
  return { daily: next("daily"), weekly: next("weekly"), timeZone };
}
