import { z } from "zod";
import { getMap } from "@/lib/feeds/map/map";
import { mapWindows, maxOnMap } from "@/lib/feeds/map/windows";
import { topicQuery } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { paperUrl } from "@/lib/programs/api/paper-json";

const place = { x: z.number().describe("From 0, left, to 1."), y: z.number().describe("From 0, top, to 1.") };

const mapJson = z
  .object({
    window: z.enum(mapWindows),
    points: z
      .array(
        z.object({
          id: z.string(),
          url: z.string(),
          title: z.string(),
          topic: z.string().nullable().describe("Its primary topic."),
          heat: z.number(),
          upvotes: z.int(),
          ...place,
        }),
      )
      .describe(`The hottest first, at most ${maxOnMap.all}.`),
    regions: z
      .array(z.object({ label: z.string(), papers: z.int(), ...place }))
      .describe("Neighbourhoods, each with a keyword that its papers share, the largest first."),
  })
  .meta({ id: "PaperMap", description: "Papers in a plane: near in meaning is near." });

const readMap = operation(
  {
    id: "getMap",
    method: "GET",
    path: "/map",
    tag: "Search",
    summary: "Read the map",
    description:
      "The hottest papers of a window in two dimensions (UMAP of their embeddings), as drawn last; empty before that, and where the hub has no language model. Drawn anew as papers change: the same paper may stand elsewhere tomorrow.",
    access: "everybody",
    query: z.strictObject({
      window: z.enum(mapWindows).default("week").describe("The last seven days, the last 31, or all."),
      topic: topicQuery,
    }),
    answer: mapJson,
    limit: "read",
    sharedFor: 300,
    example: { query: { window: "month", topic: "{topic}" } },
  },
  async ({ query: { window, topic } }) => {
    const { dots, regions } = await getMap(window);
    const points = dots
      .filter((dot) => !topic || dot.topic === topic)
      .map(({ key, title, topic, heat, upvotes, x, y }) => {
        return { id: key, url: paperUrl(key), title, topic: topic || null, heat, upvotes, x, y };
      });
    return { window, points, regions: regions.map(({ label, papers, x, y }) => ({ label, papers, x, y })) };
  },
);

/** The operation that reads the map of papers. */
export const mapOperations: Operation[] = [readMap];
