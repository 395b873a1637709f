import { getDb } from "@/lib/base/db";
import { minus } from "@/lib/base/time";

const kept = { days: 90 };

/** Deletes impressions that are over 90 days old in every respect: shown, passed by and opened. @returns how many rows */
export async function deleteExpiredImpressions(now: Date): Promise<number> {
  const old = { lt: minus(now, kept) };
  const { count } = await getDb().impression.deleteMany({
    where: {
      AND: [
        { OR: [{ shownAt: null }, { shownAt: old }] },
        { OR: [{ passedAt: null }, { passedAt: old }] },
        { OR: [{ openedAt: null }, { openedAt: old }] },
      ],
    },
  });
  return count;
}
