import { z } from "zod";
import { currentTopicId } from "@/lib/papers/topics/topics";

/** The time windows that have a map: the last 7 days, the last 31 days, and all time. */
export const mapWindows = ["week", "month", "all"] as const;
export type MapWindow = (typeof mapWindows)[number];

/** How many of the hottest papers a map shows. */
export const maxOnMap: Record<MapWindow, number> = { week: 800, month: 1200, all: 2000 };

/** The query parameters of a map's address: `/map?window=month&topic=cs.CL`. Invalid values count as absent. */
export const mapQuery = z.object({
  window: z.enum(mapWindows).catch("week").default("week"),
  topic: z
    .string()
    .regex(/^[\w.-]{2,30}$/)
    .transform(currentTopicId)
    .optional()
    .catch(undefined),
});
