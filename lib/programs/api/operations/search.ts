import { z } from "zod";
import { searchFeed } from "@/lib/feeds/addresses";
import { listFeed } from "@/lib/feeds/list-feed";
import type { Viewer } from "@/lib/people/viewer";
import { afterQuery, dayQuery, limitOf, topicQuery } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { listedPaper, toListedPaperJson } from "@/lib/programs/api/paper-json";
import { cleanQuery, maxQueryLength } from "@/lib/search/query";
import { maxHits, sorts } from "@/lib/search/request";
import { didYouMean } from "@/lib/search/search-terms";

const tag = "Search";

/** The query parameters of a search. */
export const searchInput = z.strictObject({
  q: z
    .string()
    .max(maxQueryLength)
    .default("")
    .describe(
      'Words, an id, a DOI, a title or a name; marks narrow it: `au:` `ti:` `abs:` `cat:` `year:`, `"exact words"`, `-without`.',
    ),
  topic: topicQuery,
  year: z.coerce.number().int().min(1900).max(2200).optional().describe("Only papers of this year."),
  from: dayQuery.describe("Only papers from this day on, YYYY-MM-DD."),
  until: dayQuery.describe("Only papers up to this day, YYYY-MM-DD."),
  code: z.enum(["1"]).optional().describe("`1`: only papers with code."),
  upvotes: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe("Only papers with so many upvotes."),
  sort: z.enum(sorts).default("relevance"),
  after: afterQuery,
  limit: limitOf(100, 25),
});

export const searchAnswer = z
  .object({
    items: z.array(listedPaper),
    next: z.string().nullable().describe("Ask for the next page with this as `after`; null at the end."),
    found: z
      .int()
      .describe(
        `How many were found, at most ${maxHits("relevance")}, or ${maxHits("newest")} in another order.`,
      ),
    more: z.boolean().describe("Whether there may be more of them."),
    meaning: z.boolean().describe("Whether meaning was searched too, or words alone."),
    didYouMean: z
      .string()
      .nullable()
      .describe("Where words seem misspelt: the query with words as papers here spell them."),
  })
  .meta({ id: "SearchAnswer", description: "One page of what a search found, the best first." });

const search = operation(
  {
    id: "searchPapers",
    method: "GET",
    path: "/search",
    tag,
    summary: "Search papers",
    description: "By words and by meaning at once; every paper says why it was found.",
    access: "everybody",
    query: searchInput,
    answer: searchAnswer,
    errors: ["unavailable"],
    limit: "read",
    sharedFor: 60,
    example: { query: { q: "language model agents", topic: "{topic}", limit: "5" } },
  },
  ({ viewer, query, now }) => searchJson(viewer, query, now),
);

/** The search operation. */
export const searchOperations: Operation[] = [search];

/** One page of what a search finds, as JSON. @throws AppError unavailable */
export async function searchJson(
  viewer: Viewer | null,
  { limit, ...asked }: z.output<typeof searchInput>,
  now: Date,
): Promise<z.input<typeof searchAnswer>> {
  const { from, until, after } = asked;
  const found = await listFeed(searchFeed({ ...asked, from, until }), { viewer, after, limit, now });
  const { found: count, more, meaning } = found.search ?? { found: 0, more: false, meaning: false };
  const better = await didYouMean(cleanQuery(asked.q), found.items);
  const items = found.items.map(toListedPaperJson);
  return { items, next: found.next, found: count, more, meaning, didYouMean: better };
}
