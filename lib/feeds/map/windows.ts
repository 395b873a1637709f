import { z } from "zod";

/** Spans of which there is a map: the last seven days, the last 31, or all. */
export const mapWindows = ["week", "month", "all"] as const;
export type MapWindow = (typeof mapWindows)[number];

/** How many of the hottest papers a map shows. */
export const mostOnMap: Record<MapWindow, number> = { week: 800, month: 1200, all: 2000 };

/** What the address of a map may say: `/map?window=month&topic=cs.CL`. Wrong values count as absent. */
export const mapQuery = z.object({
  window: z.enum(mapWindows).catch("week").default("week"),
  topic: z
    .string()
    .regex(/^[\w.-]{2,30}$/)
    .optional()
    .catch(undefined),
});
