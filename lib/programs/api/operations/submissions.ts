import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import { enterPaper, listOwnEntries, type OwnEntry } from "@/lib/community/submissions/by-hand";
import { duplicateSentence } from "@/lib/community/submissions/duplicates";
import { byHandSchema, submissionSchema } from "@/lib/community/submissions/schema";
import { type Prepared, prepareSubmission, submitPaper } from "@/lib/community/submissions/submissions";
import { getArxiv } from "@/lib/papers/arxiv/arxiv";
import { moment } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { paperUrl } from "@/lib/programs/api/paper-json";

const preview = z
  .object({
    kind: z
      .enum(["here", "same", "new"])
      .describe("It is here already, the same work is here under another id, or it is new."),
    id: z.string().describe("The paper's id here, or the one it would have."),
    title: z.string(),
    authors: z.array(z.string()),
    topics: z.array(z.string()),
    abstract: z.string().nullable(),
    publishedAt: moment.nullable(),
    note: z.string().nullable().describe("Why it cannot be submitted, if it cannot."),
  })
  .meta({ id: "SubmissionPreview", description: "What a submission would bring." });

const submittedPaper = z
  .object({
    id: z.string(),
    isNew: z.boolean().describe("Whether you brought it just now."),
    url: z.string(),
  })
  .meta({ id: "SubmittedPaper" });

const entryList = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        status: z.enum(["pending", "declined"]),
        submittedAt: moment.nullable(),
      }),
    ),
  })
  .meta({ id: "EntryList", description: "Papers entered by hand that are not listed." });

function toPreviewJson(found: Prepared): z.input<typeof preview> {
  if (found.kind === "duplicate") {
    const { key, title } = found.duplicate;
    const unknown = { authors: [], topics: [], abstract: null, publishedAt: null };
    return { kind: "same", id: key, title, ...unknown, note: duplicateSentence(found.duplicate) };
  }
  const paper = found.kind === "here" ? { ...found.paper, id: found.paper.key } : fromRecord(found);
  return {
    kind: found.kind,
    id: paper.id,
    title: paper.title,
    authors: paper.authors,
    topics: paper.topics,
    abstract: paper.abstract,
    publishedAt: paper.publishedAt.toISOString(),
    note: null,
  };
}

function toSubmittedJson({ key, isNew }: { key: string; isNew: boolean }): z.input<typeof submittedPaper> {
  return { id: key, isNew, url: paperUrl(key) };
}

function toEntryJson({ key, title, status, submittedAt }: OwnEntry) {
  const shown = status === "declined" ? ("declined" as const) : ("pending" as const);
  return { id: key, title, status: shown, submittedAt: submittedAt?.toISOString() ?? null };
}

function fromRecord({ record }: Extract<Prepared, { kind: "new" }>) {
  return { ...record, id: record.arxivId };
}

const tag = "Submissions";

const look = operation(
  {
    id: "previewSubmission",
    method: "GET",
    path: "/submissions/preview",
    tag,
    summary: "Look at what a submission would bring",
    description: "Finds a paper here, or at arXiv; nothing is changed.",
    access: "person",
    query: z.strictObject({
      id: z.string().max(500).describe("An arXiv id, an address at arxiv.org, or a DOI."),
    }),
    answer: preview,
    errors: ["forbidden", "not-found", "gone", "unprocessable", "unavailable"],
    limit: "write",
    example: { query: { id: "{paper}" } },
  },
  async ({ viewer, query, now }) =>
    toPreviewJson(await prepareSubmission(viewer, query.id, { client: getArxiv(), now })),
);

const newSubmission = z
  .strictObject({
    ...submissionSchema.shape,
    id: submissionSchema.shape.id.describe("An arXiv id, an address at arxiv.org, or a DOI."),
    upvote: z.boolean().default(false).describe("Upvote it too."),
    comment: submissionSchema.shape.comment.describe("A first comment."),
  })
  .meta({ id: "NewSubmission", description: "A paper that arXiv has, or that is here already." });

const submit = operation(
  {
    id: "submitPaper",
    method: "POST",
    path: "/submissions",
    tag,
    summary: "Submit a paper",
    description:
      "Brings a paper into today's feed under your name; what it says comes from arXiv. Again, it makes no second paper; for one that is here already, upvote and comment are added.",
    access: "person",
    body: newSubmission,
    answer: submittedPaper,
    status: 201,
    location: "url",
    errors: ["not-found", "conflict", "gone", "unprocessable", "unavailable"],
    limit: "submit",
    purges: "location",
    example: { body: { id: "{paper}", upvote: true } },
  },
  async ({ viewer, body, now }) => {
    const deps = { client: getArxiv(), now, timeZone: getConfig().HUB_TIME_ZONE };
    return toSubmittedJson(await submitPaper(viewer, body, deps));
  },
);

const newEntry = z
  .strictObject({
    ...byHandSchema.shape,
    authors: z
      .array(z.string())
      .transform((names) => names.join("\n"))
      .pipe(byHandSchema.shape.authors),
    link: byHandSchema.shape.link.describe("Where the paper is, beginning with https://"),
    topics: byHandSchema.shape.topics.describe("arXiv categories, at most ten."),
  })
  .meta({ id: "NewEntry", description: "A paper written out by hand." });

const enter = operation(
  {
    id: "enterPaper",
    method: "POST",
    path: "/submissions/by-hand",
    tag,
    summary: "Send in a paper written out by hand",
    description: "For papers that arXiv does not have. A curator looks at it before it is listed.",
    access: "person",
    body: newEntry,
    answer: z.object({ id: z.string() }).meta({ id: "EnteredPaper" }),
    status: 201,
    errors: ["conflict", "gone"],
    limit: "submit",
    example: {
      body: {
        title: "A survey of lighthouses",
        authors: ["Ada Example"],
        abstract: "We count the lighthouses of one coast and find fewer than we hoped.",
        link: "https://example.org/lighthouses.pdf",
        topics: ["cs.DL"],
      },
    },
  },
  async ({ viewer, body, now }) => {
    return { id: await enterPaper(viewer, body, { now, timeZone: getConfig().HUB_TIME_ZONE }) };
  },
);

const listEntries = operation(
  {
    id: "listEntries",
    method: "GET",
    path: "/me/entries",
    tag,
    summary: "List what you entered by hand",
    description: "What waits for a curator or was declined, the newest first, at most 20.",
    access: "person",
    answer: entryList,
    example: {},
  },
  async ({ viewer }) => ({ items: (await listOwnEntries(viewer)).map(toEntryJson) }),
);

/** Operations on papers that people submit, from arXiv or by hand. */
export const submissionOperations: Operation[] = [look, submit, enter, listEntries];
