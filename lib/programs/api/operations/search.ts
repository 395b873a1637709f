import { z } from "zod";
import { firstYear, lastYear } from "@/lib/base/time";
import { searchFeed } from "@/lib/feeds/addresses";
import { listFeed } from "@/lib/feeds/list-feed";
import { listSimilarToText } from "@/lib/feeds/similar";
import { plainText } from "@/lib/papers/latex/latex";
import type { Viewer } from "@/lib/people/viewer";
import { afterQuery, dayQuery, limitOf, topicQuery } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import {
  indexingJson,
  listedPaper,
  paperUrl,
  similarList,
  toListedPaperJson,
} from "@/lib/programs/api/paper-json";
import { findStatedProgress } from "@/lib/search/index-progress";
import { cleanQuery, maxQueryLength, parseQuery } from "@/lib/search/query";
import { maxHits, maxTextLength, minTextLength, sorts } from "@/lib/search/request";
import { suggest } from "@/lib/search/search-terms";
import { didYouMean } from "@/lib/search/spelling";

const tag = "Search";

/** The query parameters of a search. */
export const searchInput = z.strictObject({
  q: z
    .string()
    .max(maxQueryLength)
    .default("")
    .describe(
      'Words, an id, a DOI, a title or a name; marks narrow it: `au:"Noether, E."` `ti:` `abs:` `cat:cs.CL` (or an archive, `cat:cs`) `year:` `has:code`, `"exact words"`, `-without`.',
    ),
  topic: topicQuery,
  year: z.coerce.number().int().min(firstYear).max(lastYear).optional().describe("Only papers of this year."),
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
  verbatim: z
    .enum(["1"])
    .optional()
    .describe(
      "`1`: search exactly as typed, without corrected spelling, and for phrases only in their own words.",
    ),
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
    corrected: z
      .string()
      .nullable()
      .describe(
        "The query that was searched instead, because no paper here has some of its words; null if it was searched as typed. `verbatim` prevents it.",
      ),
    loosened: z
      .string()
      .nullable()
      .describe(
        "The query that was searched instead, in which phrases count as other words do: the query is a sentence, or no paper has all its phrases; null otherwise. `verbatim` prevents it.",
      ),
    unknown: z
      .array(z.string())
      .describe("Conditions that the hub does not know and that were left out, such as `cat:nothing`."),
    indexing: indexingJson,
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

const named = z.object({
  slug: z.string(),
  name: z.string(),
  papers: z.int().describe("How many here are theirs."),
});

const suggestions = z
  .object({
    papers: z.array(z.object({ id: z.string(), title: z.string(), url: z.string() })),
    authors: z.array(named),
    organizations: z.array(named),
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
    description:
      "Papers whose title begins so, authors by full name or surname, organisations by any word of their name, topics.",
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
    const { papers, authors, organizations, topics } = await suggest(cleanQuery(query.q));
    return {
      papers: papers.map(({ key, title }) => ({ id: key, title: plainText(title), url: paperUrl(key) })),
      authors: authors.map(({ slug, name, papers: many }) => ({ slug, name, papers: many })),
      organizations: organizations.map(({ slug, name, papers: many }) => ({ slug, name, papers: many })),
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
    const items = await listSimilarToText(to, { viewer, limit });
    return { items: items.map(toListedPaperJson), indexing: await findStatedProgress() };
  },
);

/** Operations that find papers: the search, completion of what is being typed, and papers similar to a text. */
export const searchOperations: Operation[] = [search, suggestNames, similarToText];

const nothing = { found: 0, more: false, meaning: false, corrected: null, loosened: null };

/** One page of what a search finds, as JSON. @throws AppError unavailable */
export async function searchJson(
  viewer: Viewer | null,
  { limit, ...asked }: z.output<typeof searchInput>,
  now: Date,
): Promise<z.input<typeof searchAnswer>> {
  const { from, until, after } = asked;
  const found = await listFeed(searchFeed({ ...asked, from, until }), { viewer, after, limit, now });
  const { found: count, more, meaning, corrected, loosened } = found.search ?? nothing;
  return {
    items: found.items.map(toListedPaperJson),
    next: found.next,
    found: count,
    more,
    meaning,
    didYouMean: corrected ?? (await didYouMean(cleanQuery(asked.q), found.items)),
    corrected,
    loosened,
    unknown: parseQuery(asked.q).unknown,
    indexing: await findStatedProgress(),
  };
}
