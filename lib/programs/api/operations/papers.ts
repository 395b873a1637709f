import { z } from "zod";
import { listFeed } from "@/lib/feeds/list-feed";
import { listSimilar } from "@/lib/feeds/similar";
import { getListedPaper } from "@/lib/papers/papers";
import type { Viewer } from "@/lib/people/viewer";
import { limitOf, paperParams } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { getPaperJson, paperDetails } from "@/lib/programs/api/paper-details";
import { paperList, similarList, toListedPaperJson, toPaperListJson } from "@/lib/programs/api/paper-json";
import { feedOf, type PapersQuery, papersQuery } from "@/lib/programs/api/paper-list";
import { findStatedProgress } from "@/lib/search/index-progress";

const tag = "Papers";

const listPapers = operation(
  {
    id: "listPapers",
    method: "GET",
    path: "/papers",
    tag,
    summary: "List papers",
    description:
      "Every list of the hub: the trending page, the newest papers, those of a day, a week, a month, a topic, an author or a person. All parts may be combined.",
    access: "everybody",
    query: papersQuery,
    answer: paperList,
    errors: ["not-found"],
    sharedFor: 60,
    example: { query: { topic: "{topic}", order: "newest", limit: "5" } },
  },
  ({ viewer, query, now }) => listPapersJson(viewer, query, now),
);

const getPaper = operation(
  {
    id: "getPaper",
    method: "GET",
    path: "/papers/{id}",
    tag,
    summary: "Read a paper",
    description:
      "All that the hub knows about a paper: versions, links, upvotes by day, its place of the day.",
    access: "everybody",
    params: paperParams,
    answer: paperDetails,
    errors: ["not-found"],
    sharedFor: 60,
    example: { params: { id: "{paper}" } },
  },
  ({ viewer, params }) => getPaperJson(viewer, params.id),
);

const similar = operation(
  {
    id: "listSimilarPapers",
    method: "GET",
    path: "/papers/{id}/similar",
    tag,
    summary: "List papers near in meaning",
    description:
      "The nearest first, without those that say the same as one before. Empty where a hub has no model.",
    access: "everybody",
    params: paperParams,
    query: z.strictObject({ limit: limitOf(50, 10) }),
    answer: similarList,
    errors: ["not-found"],
    limit: "read",
    sharedFor: 300,
    example: { params: { id: "{paper}" }, query: { limit: "5" } },
  },
  async ({ viewer, params, query }) => {
    const paper = await getListedPaper(params.id);
    const items = await listSimilar(paper.id, { viewer, limit: query.limit });
    return { items: items.map(toListedPaperJson), indexing: await findStatedProgress() };
  },
);

/** Operations that read papers and lists of papers. */
export const paperOperations: Operation[] = [listPapers, getPaper, similar];

/** One page of a list of papers, as JSON. @throws AppError not-found */
export async function listPapersJson(
  viewer: Viewer | null,
  query: PapersQuery,
  now: Date,
): Promise<z.input<typeof paperList>> {
  const { after, limit } = query;
  return toPaperListJson(await listFeed(await feedOf(query, now), { viewer, after, limit, now }));
}
