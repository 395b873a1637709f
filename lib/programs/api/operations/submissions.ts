import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import { enterPaper, listOwnEntries } from "@/lib/community/submissions/by-hand";
import { byHandSchema, submissionSchema } from "@/lib/community/submissions/schema";
import { prepareSubmission, submitPaper } from "@/lib/community/submissions/submissions";
import { getArxiv } from "@/lib/papers/arxiv/arxiv";
import { type Operation, operation } from "@/lib/programs/api/operation";
import {
  entryList,
  preview,
  submittedPaper,
  toEntryJson,
  toPreviewJson,
  toSubmittedJson,
} from "@/lib/programs/api/submission-json";

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

/** Papers brought by people. */
export const submissionOperations: Operation[] = [look, submit, enter, listEntries];
