import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import { AppError } from "@/lib/base/errors";
import { listComments } from "@/lib/community/comments/comments";
import { windows } from "@/lib/feeds/feed";
import { listSimilar, listSimilarToText } from "@/lib/feeds/similar";
import { getListedPaper } from "@/lib/papers/papers";
import { afterQuery, limitOf, paperKey, topicQuery } from "@/lib/programs/api/inputs";
import { commentJson, toCommentJson } from "@/lib/programs/api/operations/comments";
import { listOwnJson, ownListQuery } from "@/lib/programs/api/operations/own-page";
import { listPapersJson } from "@/lib/programs/api/operations/papers";
import { searchAnswer, searchInput, searchJson } from "@/lib/programs/api/operations/search";
import { getPaperJson, paperDetails } from "@/lib/programs/api/paper-details";
import { type listedPaper, paperList, similarList, toListedPaperJson } from "@/lib/programs/api/paper-json";
import { papersQuery } from "@/lib/programs/api/paper-list";
import { findCited } from "@/lib/programs/formats/cited";
import { paperMarkdown } from "@/lib/programs/formats/markdown";
import { commentWords, cut, listWords, shortPaper, toShortPaper } from "@/lib/programs/mcp/short-paper";
import { needsToken, type Tool, tool } from "@/lib/programs/mcp/tool";
import { findStatedProgress, type StatedProgress } from "@/lib/search/index-progress";

const search = tool(
  {
    name: "search",
    title: "Search papers",
    description:
      "Finds research papers by words and by meaning at once, the best first. Give a topic of interest, a title, an arXiv id, a DOI or an author's name; narrow by topic, date, code or upvotes.",
    input: searchInput.extend({
      limit: limitOf(50, 10),
      code: z.boolean().default(false).describe("True: only papers with code."),
      verbatim: z
        .boolean()
        .default(false)
        .describe("True: search exactly as typed, without corrected spelling."),
    }),
    output: searchAnswer.extend({ items: z.array(shortPaper) }),
  },
  async ({ code, verbatim, ...input }, { viewer, now, count }) => {
    await count("read");
    if (!asksForSomething({ ...input, code })) throw new AppError("invalid", nothingAsked);
    const marks = { ...(code && { code: "1" as const }), ...(verbatim && { verbatim: "1" as const }) };
    const found = await searchJson(viewer, { ...input, ...marks }, now);
    const list = toList(found, input.q ? `Found for “${found.corrected ?? input.q}”` : "Found");
    return { ...list, text: [list.text, ...searchNotes(found, input.q)].join("\n\n") };
  },
);

const nothingAsked =
  "Nothing was asked for: give words, a title, an id or a name as `q`, or narrow by topic, year, days, code or upvotes.";

function asksForSomething({ q, topic, year, from, until, upvotes, code }: Asked): boolean {
  return q.trim() !== "" || code || [topic, year, from, until, upvotes].some((one) => one !== undefined);
}

type Asked = Omit<z.output<typeof searchInput>, "code"> & { code: boolean };

/** What a reader sees above the papers of a search: how the query was changed, and what it may have meant. */
function searchNotes(found: z.input<typeof searchAnswer>, q: string): string[] {
  const { corrected, loosened, didYouMean, unknown } = found;
  return [
    ...(corrected ? [`No paper here has all words of “${q}”, so “${corrected}” was searched.`] : []),
    ...(loosened ? [`No paper here has the exact phrases of “${q}”, so “${loosened}” was searched.`] : []),
    ...(didYouMean && !corrected ? [`Did you mean “${didYouMean}”?`] : []),
    ...(unknown.length > 0 ? [`Left out, since there is no such topic or year: ${unknown.join(", ")}.`] : []),
  ];
}

const trending = tool(
  {
    name: "trending",
    title: "Trending papers",
    description:
      "The papers that readers upvote most now, newer votes weighing more: everywhere, or of one topic, or among those announced in the last day, week or month.",
    input: z.strictObject({
      topic: topicQuery,
      window: z
        .enum(windows)
        .default("all")
        .describe("Only papers announced in the last day, week or month."),
      after: afterQuery,
      limit: limitOf(50, 10),
    }),
    output: paperList.extend({ items: z.array(shortPaper) }),
  },
  async (input, { viewer, now }) => {
    const list = await listPapersJson(viewer, papersQuery.parse({ ...input, order: "trending" }), now);
    return toList(list, `Trending${input.topic ? ` in ${input.topic}` : ""}`);
  },
);

const forYou = tool(
  {
    name: "for_you",
    title: "Papers for the person who asks",
    description:
      "The papers of these days in the order of the person whose token is sent: by upvotes, what they follow and what they like. Each says why it is there. Weights from 0 to 2 change how much each part counts.",
    input: ownListQuery.extend({ limit: limitOf(50, 10) }),
    output: paperList.extend({ items: z.array(shortPaper) }),
  },
  async (input, { viewer, now, count }) => {
    await count("read");
    if (!viewer) throw new AppError("signed-out", needsToken());
    return toList(await listOwnJson(viewer, input, now), "For you");
  },
);

const maxCommentLength = 4000;

const paper = tool(
  {
    name: "paper",
    title: "Read a paper",
    description:
      "All that is known about one paper: abstract, authors, links to PDF and code, versions, upvotes by day, BibTeX, and what readers say about it. Not its full text.",
    input: z.strictObject({
      id: paperKey,
      comments: z.int().min(0).max(100).default(20).describe("How many of the latest comments to give."),
    }),
    output: z.object({ paper: paperDetails, comments: z.array(commentJson) }),
  },
  async ({ id, comments: most }, { viewer }) => {
    const [paper, cited, { id: paperId }] = await Promise.all([
      getPaperJson(viewer, id),
      findCited(id),
      getListedPaper(id),
    ]);
    const latest = await listComments(paperId, most);
    const comments = latest.map((one) => toCommentJson({ ...one, body: cut(one.body, maxCommentLength) }));
    const words = cited ? paperMarkdown(cited, getConfig().HUB_URL) : "";
    return { answer: { paper, comments }, text: `${words}\n${commentWords(comments)}` };
  },
);

const similar = tool(
  {
    name: "similar",
    title: "Papers near in meaning",
    description:
      "Papers near in meaning to one paper (give `id`) or to a text such as an abstract or a question (give `text`), the nearest first.",
    input: z.strictObject({
      id: paperKey.optional(),
      text: z.string().trim().min(20).max(10_000).optional().describe("20 to 10,000 characters."),
      limit: limitOf(50, 10),
    }),
    output: similarList.extend({ items: z.array(shortPaper) }),
  },
  async ({ id, text, limit }, { viewer, count }) => {
    await count("read");
    if ((id === undefined) === (text === undefined))
      throw new AppError("invalid", "Give either the id of a paper or a text.");
    const found = id
      ? await listSimilar((await getListedPaper(id)).id, { viewer, limit })
      : await listSimilarToText(text ?? "", { viewer, limit });
    const indexing = await findStatedProgress();
    return toList({ items: found.map(toListedPaperJson), indexing }, "Near in meaning");
  },
);

/** Tools that change nothing. All but `for_you` work without a token. */
export const readingTools: Tool[] = [search, trending, forYou, paper, similar];

type Listed = z.input<typeof listedPaper>;

type List = { items: Listed[]; indexing?: StatedProgress | null };

function toList<T extends List>(list: T, title: string) {
  const items = list.items.map(toShortPaper);
  const words = listWords(items, title);
  return { answer: { ...list, items }, text: list.indexing ? `${words}\n\n${list.indexing.text}` : words };
}
