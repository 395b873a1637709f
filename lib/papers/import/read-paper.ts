import { z } from "zod";
import { storableText } from "@/lib/base/text";
import { hourMs, parseDay, parseMoment } from "@/lib/base/time";
import { cleanDoi, cleanLine, cleanTopics, isWithdrawn, monthOf } from "@/lib/papers/arxiv/cleaning";
import { parseArxivId } from "@/lib/papers/arxiv/ids";
import { announcedAt, announcementOf } from "@/lib/papers/arxiv/schedule";
import type { Incoming } from "@/lib/papers/incoming";
import { latexToText } from "@/lib/papers/latex/latex";

export type ReadPaper = { paper: Incoming } | { problem: string };

/**
 * Reads one line of a file of papers. Its fields tell which of three formats it has: arXiv's public metadata snapshot, a
 * list of papers with the date of their announcement, or a daily feed with days and upvotes.
 * @returns the paper, cleaned, or in a few words what is wrong with the line
 */
export function readPaper(line: string): ReadPaper {
  const fields = parseJson(line);
  if (!fields) return { problem: "is not a JSON object" };
  const format = formats.find(({ mark }) => mark in fields);
  if (!format) return { problem: "has none of the fields versions, announced and day that tell its format" };
  const read = format.shape.safeParse(fields);
  if (read.success) return { paper: read.data };
  const [issue] = read.error.issues;
  return { problem: `${issue?.path.join(".") || "line"}: ${issue?.message}` };
}

const text = (longest: number) => z.string().trim().max(longest);
const latex = (longest: number) => text(longest).transform(latexToText).pipe(z.string().min(1));
const line = (longest: number) =>
  text(longest)
    .nullish()
    .transform((value) => (value ? cleanLine(value) : null));
const address = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const names = z
  .array(text(1000))
  .max(10_000)
  .transform((list) => list.map(cleanLine).filter((name) => name !== null));
const topics = z.array(text(40)).max(50).transform(cleanTopics);
const moment = text(60)
  .transform(parseMoment)
  .pipe(z.date({ error: "is not a date" }));
const day = z
  .string()
  .refine((value) => parseDay(value) !== null, { error: "is not a day such as 2026-03-12" });

/** The greatest number that the columns of counts hold. */
const maxCount = 2_147_483_647;

const common = {
  id: text(60).transform((value, context) => {
    const id = parseArxivId(value)?.id;
    if (id) return id;
    context.addIssue({ code: "custom", message: `"${value}" is not an arXiv id` });
    return z.NEVER;
  }),
  title: latex(2000),
  abstract: latex(20_000),
};

const snapshot = z
  .object({
    ...common,
    authors_parsed: z.array(z.array(text(1000))).max(10_000),
    categories: text(1000),
    comments: line(5000),
    "journal-ref": line(5000),
    doi: text(2000).nullish(),
    license: text(500).nullish(),
    versions: z.array(z.object({ version: z.string().regex(/^v\d{1,3}$/), created: moment })).min(1),
  })
  .transform((paper): Incoming => {
    const versions = paper.versions.map((one) => ({
      version: Number(one.version.slice(1)),
      at: one.created,
    }));
    const publishedAt = versions[0]?.at ?? monthOf(paper.id);
    const authors = paper.authors_parsed.map(
      ([last = "", first = "", suffix = ""]) => `${first} ${last} ${suffix}`,
    );
    return {
      ...base(paper),
      authors: authors.map(cleanLine).filter((name) => name !== null),
      topics: cleanTopics(paper.categories.split(/\s+/)),
      comment: paper.comments,
      journalRef: paper["journal-ref"],
      doi: cleanDoi(paper.doi ?? ""),
      licence: paper.license || null,
      publishedAt,
      versions,
      announcedAt: announcedAt(publishedAt),
      withdrawn: isWithdrawn(paper.comments, paper.abstract),
    };
  });

const announced = z
  .object({ ...common, authors: names, categories: topics, announced: day, comment: line(5000) })
  .transform((paper): Incoming => {
    const at = announcementOf(paper.announced);
    return {
      ...base(paper),
      authors: paper.authors,
      topics: paper.categories,
      comment: paper.comment,
      publishedAt: latestSubmission(at, paper.id),
      announcedAt: at,
      withdrawn: isWithdrawn(paper.comment, paper.abstract),
    };
  });

const daily = z
  .object({
    ...common,
    authors: names,
    categories: topics.default([]),
    day,
    rank: z.number(),
    published_at: moment,
    upvotes: z.number().int().min(0).max(maxCount),
    keywords: z.array(text(200)).max(100).default([]),
    github_repo: address,
    github_stars: z.number().int().min(0).max(maxCount).nullish().catch(null),
    project_page: address,
    organization: line(500),
  })
  .transform((paper): Incoming => {
    const [onFeed, atArxiv] = [announcementOf(paper.day), announcedAt(paper.published_at)];
    return {
      ...base(paper),
      authors: paper.authors,
      topics: paper.categories,
      publishedAt: paper.published_at,
      announcedAt: new Date(Math.min(onFeed.getTime(), atArxiv.getTime())),
      day: paper.day,
      upvotes: paper.upvotes,
      keywords: paper.keywords,
      codeUrl: paper.github_repo,
      codeStars: paper.github_stars ?? null,
      projectUrl: paper.project_page,
      organization: paper.organization,
    };
  });

const formats = [
  { mark: "versions", shape: snapshot },
  { mark: "announced", shape: announced },
  { mark: "day", shape: daily },
];

function base(paper: { id: string; title: string; abstract: string }) {
  const unknown = {
    comment: null,
    journalRef: null,
    doi: null,
    licence: null,
    versions: [],
    withdrawn: false,
  };
  return { arxivId: paper.id, title: paper.title, abstract: paper.abstract, ...unknown };
}

/** The last moment at which a paper of this announcement can have been submitted: its batch's deadline, in its id's month. */
function latestSubmission(announcement: Date, id: string): Date {
  const month = monthOf(id);
  const monthEnd = Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1) - 1000;
  return new Date(Math.min(announcement.getTime() - 6 * hourMs, monthEnd));
}

function parseJson(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line, (_, one) => (typeof one === "string" ? storableText(one) : one));
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
