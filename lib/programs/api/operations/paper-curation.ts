import { z } from "zod";
import {
  changePaper,
  featurePaper,
  hidePaper,
  listHidden,
  paperChangeSchema,
  unfeaturePaper,
  unhidePaper,
} from "@/lib/community/moderation/curation";
import { getListedPaper } from "@/lib/papers/papers";
import { moment, paperParams } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { getPaperJson, paperDetails } from "@/lib/programs/api/paper-details";

const tag = "Review";
const example = { params: { id: "{paper}" } };
const onPaper = { tag, params: paperParams, errors: ["not-found"], purges: true, example } as const;

// The form's schemas have defaults, which would empty a field that a program leaves out.
const topics = z.array(z.string()).transform((list): string | string[] | undefined => list);
const link = z
  .string()
  .nullable()
  .transform((given): string | undefined => given ?? "");

const paperChange = z
  .strictObject({
    title: paperChangeSchema.shape.title.optional(),
    abstract: paperChangeSchema.shape.abstract.optional(),
    topics: topics.pipe(paperChangeSchema.shape.topics).optional(),
    codeUrl: link.pipe(paperChangeSchema.shape.codeUrl).optional(),
    projectUrl: link.pipe(paperChangeSchema.shape.projectUrl).optional(),
  })
  .meta({ id: "PaperChange", description: "What is left out stays as it is; null takes a link away." });

const edit = operation(
  {
    id: "changePaper",
    method: "PATCH",
    path: "/papers/{id}",
    ...onPaper,
    summary: "Correct what a paper says",
    description: "The next version that arXiv announces brings its own title, abstract and topics again.",
    access: "curator",
    body: paperChange,
    answer: paperDetails,
    example: { ...example, body: { projectUrl: "https://example.org/project" } },
  },
  async ({ viewer, params, body }) => {
    const { title, abstract, topics, codeUrl, projectUrl } = await getListedPaper(params.id);
    const kept = { title, abstract, topics, codeUrl, projectUrl };
    const changes = Object.entries(body).filter(([, value]) => value !== undefined);
    await changePaper(viewer, params.id, { ...kept, ...Object.fromEntries(changes) });
    return getPaperJson(viewer, params.id);
  },
);

const feature = operation(
  {
    id: "featurePaper",
    method: "PUT",
    path: "/papers/{id}/featured",
    ...onPaper,
    summary: "Mark a paper as featured",
    description: "Everybody sees the mark. Marking it again changes nothing.",
    access: "curator",
  },
  ({ viewer, params, now }) => featurePaper(viewer, params.id, now),
);

const unfeature = operation(
  {
    id: "unfeaturePaper",
    method: "DELETE",
    path: "/papers/{id}/featured",
    ...onPaper,
    summary: "Take the mark back",
    description: "The paper stays where it is. Repeating it changes nothing.",
    access: "curator",
  },
  ({ viewer, params }) => unfeaturePaper(viewer, params.id),
);

const hide = operation(
  {
    id: "hidePaper",
    method: "PUT",
    path: "/papers/{id}/hidden",
    ...onPaper,
    summary: "Take a paper out of sight",
    description: "With all that hangs on it.",
    access: "moderator",
  },
  ({ viewer, params }) => hidePaper(viewer, params.id),
);

const unhide = operation(
  {
    id: "unhidePaper",
    method: "DELETE",
    path: "/papers/{id}/hidden",
    ...onPaper,
    summary: "Bring a hidden paper back",
    description: "With its votes and its day.",
    access: "moderator",
  },
  ({ viewer, params }) => unhidePaper(viewer, params.id),
);

const hiddenList = z
  .object({ items: z.array(z.object({ id: z.string(), title: z.string(), changedAt: moment })) })
  .meta({ id: "HiddenList", description: "Hidden papers, the latest first, at most 50." });

const list = operation(
  {
    id: "listHidden",
    method: "GET",
    path: "/review/hidden",
    tag,
    summary: "List hidden papers",
    description: "The papers that moderators took from the lists, which can be shown again.",
    access: "moderator",
    answer: hiddenList,
    example: {},
  },
  async ({ viewer }) => {
    const papers = await listHidden(viewer);
    return {
      items: papers.map(({ key, title, updatedAt }) => ({
        id: key,
        title,
        changedAt: updatedAt.toISOString(),
      })),
    };
  },
);

/** Operations of curators and moderators on papers: correct, feature, hide. */
export const curationOperations: Operation[] = [edit, feature, unfeature, hide, unhide, list];
