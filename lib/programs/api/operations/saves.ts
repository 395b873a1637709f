import { z } from "zod";
import { listSaved } from "@/lib/feeds/list-saved";
import { savePaper, unsavePaper } from "@/lib/papers/saves";
import { afterQuery, limitOf, paperParams } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { paperList, toPaperListJson } from "@/lib/programs/api/paper-json";

const common = {
  path: "/papers/{id}/save",
  tag: "Upvotes and saves",
  access: "person",
  params: paperParams,
  errors: ["not-found"],
  limit: "vote",
  example: { params: { id: "{paper}" } },
} as const;

const save = operation(
  {
    id: "savePaper",
    method: "PUT",
    ...common,
    summary: "Keep a paper for later",
    description: "Doing it again changes nothing. Nobody else sees what you keep.",
  },
  ({ viewer, params, now }) => savePaper(viewer, params.id, now),
);

const unsave = operation(
  {
    id: "unsavePaper",
    method: "DELETE",
    ...common,
    summary: "Keep a paper no longer",
    description: "Repeating it changes nothing.",
  },
  ({ viewer, params }) => unsavePaper(viewer, params.id),
);

const list = operation(
  {
    id: "listSaved",
    method: "GET",
    path: "/saved",
    tag: "Upvotes and saves",
    summary: "List what you keep for later",
    description: "The last saved comes first.",
    access: "person",
    query: z.strictObject({ after: afterQuery, limit: limitOf(100, 50) }),
    answer: paperList,
    example: { query: { limit: "20" } },
  },
  async ({ viewer, query: { after, limit } }) => toPaperListJson(await listSaved(viewer, { after, limit })),
);

/** Operations on the papers that the viewer saved. */
export const saveOperations: Operation[] = [save, unsave, list];
