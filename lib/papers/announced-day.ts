import { hubDay } from "@/lib/base/hub-day";
import { isoDay } from "@/lib/base/time";
import { announcementFor } from "@/lib/papers/arxiv/announcement";
import { isArxivKey } from "@/lib/papers/links";
import type { Paper } from "@/prisma/generated/client";

/**
 * The day (`YYYY-MM-DD`, in the hub's time zone) on which a paper was announced. A paper that a person submitted here stands
 * in the list of that day, but arXiv may have announced it long before.
 */
export function announcedDay({
  key,
  day,
  submittedAt,
  publishedAt,
}: Pick<Paper, "key" | "day" | "submittedAt" | "publishedAt">): string {
  const listed = isoDay(day);
  if (submittedAt === null || !isArxivKey(key)) return listed;
  const [first = listed] = [hubDay(announcementFor(key, publishedAt)), listed].sort();
  return first;
}
