import { z } from "zod";
import { listSimilarToText } from "@/lib/feeds/similar";
import { plainText } from "@/lib/papers/latex/latex";
import { limitOf } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { paperUrl, similarList, toListedPaperJson } from "@/lib/programs/api/paper-json";
import { cleanQuery, maxQueryLength } from "@/lib/search/query";
import { maxTextLength, minTextLength } from "@/lib/search/request";
import { suggest } from "@/lib/search/search-terms";

const tag = "Search";

const suggestions = z
  .object({
    papers: z.array(z.object({ id: z.string(), title: z.string(), url: z.string() })),
    authors: z.array(
      z.object({ slug: z.string(), name: z.string(), papers: z.int().describe("How many here are theirs.") }),
    ),
    topics: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: "Suggestions", description: "What half-typed words may become, the likeliest first." });

const suggestNames = operation(
  {
    id: "suggest",
    method: "GET",
    path: "/suggest",
    tag,
    summary: "Complete what is being typed",
    description: "Papers whose title begins so, authors by full name or surname, topics.",
    access: "everybody",
    query: z.strictObject({
      q: z.string().max(maxQueryLength).default("").describe("Two letters at least; one finds nothing."),
    }),
    answer: suggestions,
    limit: "read",
    sharedFor: 300,
    example: { query: { q: "lang" } },
  },
  async ({ query }) => {
    const { papers, authors, topics } = await suggest(cleanQuery(query.q));
    return {
      papers: papers.map(({ key, title }) => ({ id: key, title: plainText(title), url: paperUrl(key) })),
      authors: authors.map(({ slug, name, papers: many }) => ({ slug, name, papers: many })),
      topics: topics.map(({ id, name }) => ({ id, name })),
    };
  },
);

const similarToText = operation(
  {
    id: "listPapersLikeText",
    method: "GET",
    path: "/similar",
    tag,
    summary: "List papers like a text",
    description: "Papers near in meaning to an abstract or a few sentences, the nearest first.",
    access: "everybody",
    query: z.strictObject({
      to: z.string().trim().min(minTextLength).max(maxTextLength).describe("The text."),
      limit: limitOf(50, 25),
    }),
    answer: similarList,
    errors: ["unavailable"],
    limit: "read",
    sharedFor: 60,
    example: { query: { to: "Robots that learn to grasp things from videos of people.", limit: "5" } },
  },
  async ({ viewer, query: { to, limit } }) => {
    return { items: (await listSimilarToText(to, { viewer, limit })).map(toListedPaperJson) };
  },
);

/** Operations that find papers besides the search: completion, and papers similar to a text. */
export const suggestOperations: Operation[] = [suggestNames, similarToText];
