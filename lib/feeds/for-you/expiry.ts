import { getDb } from "@/lib/base/db";
import { minus } from "@/lib/base/time";

const kept = { days: 90 };

/** Deletes what readers were shown and opened once nothing of it happened within 90 days. @returns how many rows */
export async function deleteExpiredShowings(now: Date): Promise<number> {
  const old = { lt: minus(now, kept) };
  const { count } = await getDb().showing.deleteMany({
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
