import { z } from "zod";
import { beginningOf, storableText } from "@/lib/base/text";
import { hourMs, parseDay, parseMoment } from "@/lib/base/time";
import { announcementFor, notBeforeMonth } from "@/lib/papers/arxiv/announcement";
import { cleanDois, cleanTopics, monthOf, withdrawalOf } from "@/lib/papers/arxiv/cleaning";
import { parseArxivId } from "@/lib/papers/arxiv/ids";
import { announcementOf } from "@/lib/papers/arxiv/schedule";
import { splitAuthors } from "@/lib/papers/import/split-authors";
import type { Incoming } from "@/lib/papers/incoming";
import { organizationText } from "@/lib/papers/organizations";
import { readSource, sourceName } from "@/lib/papers/read-source";

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
  if (!read.success) {
    const [issue] = read.error.issues;
    return { problem: `${issue?.path.join(".") || "line"}: ${issue?.message}` };
  }
  const paper = read.data;
  if (!paper.title || !paper.abstract) return { problem: `${paper.title ? "abstract" : "title"}: is empty` };
  return { paper };
}

const text = (longest: number) => z.string().trim().max(longest);
const line = (longest: number) =>
  text(longest)
    .nullish()
    .transform((value) => value || null);
const address = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const names = z.array(text(1000)).max(10_000);
const topics = z.array(text(40)).max(50).transform(cleanTopics);
const moment = text(60)
  .transform(parseMoment)
  .pipe(z.date({ error: "is not a date" }));
const day = z
  .string()
  .refine((value) => parseDay(value) !== null, { error: "is not a day such as 2026-03-12" });

/** An organisation's name, or as Hugging Face gives it. One that is too long is cut. */
const organization = z
  .union([z.string(), z.object({ name: z.string().nullish(), fullname: z.string().nullish() })])
  .nullish()
  .transform((given) => (typeof given === "object" ? given?.fullname?.trim() || given?.name : given))
  .transform((name) => organizationText.parse(beginningOf(name ?? "", 200)) || null);

/** The greatest number that the columns of counts hold. */
const maxCount = 2_147_483_647;

const common = {
  id: text(60).transform((value, context) => {
    const id = parseArxivId(value)?.id;
    if (id) return id;
    context.addIssue({ code: "custom", message: `"${value}" is not an arXiv id` });
    return z.NEVER;
  }),
  title: text(2000),
  abstract: text(20_000),
};

/** What only arXiv's snapshot knows. */
const unknown = { doi: null, licence: null, versions: [] };

const snapshot = z
  .object({
    ...common,
    authors: text(1_000_000).optional(),
    authors_parsed: z
      .array(z.array(text(1000)))
      .max(10_000)
      .default([]),
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
    const authors = paper.authors_parsed.map(([family, given, suffix]) =>
      sourceName({ family, given, suffix }),
    );
    const text = readSource({
      title: paper.title,
      abstract: paper.abstract,
      comment: paper.comments,
      journalRef: paper["journal-ref"],
      authors: authors.length > 0 ? authors : splitAuthors(paper.authors ?? ""),
    });
    return {
      arxivId: paper.id,
      ...text,
      topics: cleanTopics(paper.categories.split(/\s+/)),
      ...cleanDois(paper.doi ?? ""),
      licence: paper.license || null,
      publishedAt,
      versions,
      announcedAt: announcementFor(paper.id, publishedAt),
      ...withdrawalOf(text),
    };
  });

const announced = z
  .object({ ...common, authors: names, categories: topics, announced: day, comment: line(5000) })
  .transform((paper): Incoming => {
    const at = notBeforeMonth(paper.id, announcementOf(paper.announced));
    const text = readSource({ ...paper, comment: paper.comment, journalRef: null });
    return {
      arxivId: paper.id,
      ...text,
      ...unknown,
      topics: paper.categories,
      publishedAt: latestSubmission(at, paper.id),
      announcedAt: at,
      ...withdrawalOf(text),
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
    organization,
  })
  .transform((paper): Incoming => {
    const [onFeed, atArxiv] = [announcementOf(paper.day), announcementFor(paper.id, paper.published_at)];
    const text = readSource({ ...paper, comment: null, journalRef: null });
    return {
      arxivId: paper.id,
      ...text,
      ...unknown,
      ...withdrawalOf(text),
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
