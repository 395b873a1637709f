import { z } from "zod";
import type { Definition } from "@/lib/programs/api/operation";
import { claimBody } from "@/lib/programs/huggingface/claim";
import {
  dailyItemShape,
  overviewShape,
  paperInfoShape,
  paperShape,
  repositoriesShape,
  whoamiShape,
} from "@/lib/programs/huggingface/contract";
import { linksBody } from "@/lib/programs/huggingface/links";
import {
  dailyParameters,
  paperQuery,
  papersQuery,
  personPath,
  searchPapersQuery,
} from "@/lib/programs/huggingface/requests";
import { commentBody, indexBody, submitBody } from "@/lib/programs/huggingface/submit";

const tag = "Existing clients";
const id = z.string().describe("An arXiv id, with or without a version, such as 2602.08025.");
const params = z.object({ id });

const listOf = (shape: z.ZodType, name: string, description: string) =>
  z.array(shape).meta({ id: name, description });
const dailyItems = listOf(dailyItemShape, "DailyItems", "Papers with what the daily feed says about them.");

const empty = z.object({}).meta({ id: "Nothing", description: "An object without fields: it is done." });
const newMessage = z
  .object({ newMessage: z.object({ id: z.string(), createdAt: z.iso.datetime({ precision: 3 }) }) })
  .meta({ id: "NewMessage", description: "The comment that was made." });
const claimed = z
  .object({ paperId: z.string(), author: z.string(), status: z.enum(["pending", "verified", "declined"]) })
  .meta({ id: "ClaimedEntry", description: "The claim on an entry of a paper's list of authors." });

const read = { method: "GET", tag, access: "everybody" } as const;
const write = { method: "POST", tag, access: "person" } as const;

const reads: Definition[] = [
  {
    ...read,
    id: "listDailyPapers",
    path: "/api/daily_papers",
    summary: "List the daily papers",
    description: "By day, week or month. While more pages exist, a `Link` leads to the next one.",
    query: dailyParameters,
    answer: dailyItems,
  },
  {
    ...read,
    id: "findDailyPapers",
    path: "/api/papers/search",
    summary: "Search papers",
    description: "By words and meaning, the best first; an id finds its paper.",
    query: searchPapersQuery,
    answer: dailyItems,
    errors: ["unavailable"],
  },
  {
    ...read,
    id: "listPublishedPapers",
    path: "/api/papers",
    summary: "List all papers by publication",
    description: "The latest publication first. While more pages exist, a `Link` leads to the next one.",
    query: papersQuery,
    answer: listOf(paperShape, "ClientPapers", "Papers."),
  },
  {
    ...read,
    id: "getPaperInfo",
    path: "/api/papers/{id}",
    summary: "Read a paper",
    description: "With its comments, if they are asked for by `field=comments`.",
    params,
    query: paperQuery,
    answer: paperInfoShape,
    errors: ["not-found"],
  },
  {
    ...read,
    id: "readPaperMarkdown",
    path: "/papers/{id}.md",
    summary: "Read a paper as Markdown",
    description: "Title, authors, abstract and links. Not the full text.",
    params,
    answer: z.string().meta({ id: "Markdown", description: "A text in Markdown." }),
    answerType: "text/markdown",
    errors: ["not-found"],
  },
  {
    ...read,
    id: "listPaperRepositories",
    path: "/api/arxiv/{id}/repos",
    summary: "List the models, datasets and spaces of a paper",
    description: "Those at Hugging Face that its abstract or comment names, or that people added.",
    params,
    answer: repositoriesShape,
    errors: ["not-found"],
  },
  {
    ...read,
    id: "getUserOverview",
    path: "/api/users/{name}/overview",
    summary: "Read a person with numbers",
    description: "What a person did here; whom they follow, and who follows them, is told to nobody.",
    params: personPath,
    answer: overviewShape,
    errors: ["not-found"],
  },
  {
    ...read,
    id: "whoAmI",
    path: "/api/whoami-v2",
    summary: "Read whose token this is",
    description: "The owner of the token, its name and what it may do.",
    access: "person",
    answer: whoamiShape,
    errors: ["gone"],
  },
];

const submitErrors = ["not-found", "conflict", "gone", "unprocessable"] as const;

const writes: Definition[] = [
  {
    ...write,
    id: "indexPaper",
    path: "/api/papers/index",
    summary: "Bring a paper from arXiv",
    description: "Adds it under your name. A paper that is here already stays as it is.",
    body: indexBody,
    answer: empty,
    errors: submitErrors,
  },
  {
    ...write,
    id: "submitDailyPaper",
    path: "/api/papers/submit",
    summary: "Submit a paper to the daily papers",
    description: "As `indexPaper` does, with a first comment if there is one.",
    body: submitBody,
    answer: empty,
    errors: submitErrors,
  },
  {
    ...write,
    id: "setPaperLinks",
    path: "/api/papers/{id}/links",
    summary: "Set a paper's repository and project page",
    description: "For its authors, its submitter and curators. Null removes a link.",
    params,
    body: linksBody,
    answer: empty,
    errors: ["not-found"],
  },
  {
    ...write,
    id: "commentOnPaper",
    path: "/api/papers/{id}/comment",
    summary: "Comment on a paper",
    description: "In Markdown. The same comment sent again within a short time is one comment.",
    params,
    body: commentBody,
    answer: newMessage,
    status: 201,
    errors: ["not-found"],
  },
  {
    ...write,
    id: "replyToComment",
    path: "/api/papers/{id}/comment/{comment}/reply",
    summary: "Reply to a comment",
    description: "In Markdown, below the comment.",
    params: params.extend({ comment: z.string().describe("The id of the comment, as lists give it.") }),
    body: commentBody,
    answer: newMessage,
    status: 201,
    errors: ["not-found"],
  },
  {
    ...write,
    id: "claimAuthorEntry",
    path: "/api/settings/papers/claim",
    summary: "Claim an author's entry of a paper",
    description: "Without an entry, the one with your own name. A curator decides.",
    body: claimBody,
    answer: claimed,
    errors: ["not-found", "conflict"],
  },
];

/** The operations of Hugging Face Papers that this hub answers, for the description of its whole API. */
export const clientOperations: readonly Definition[] = [...reads, ...writes];
