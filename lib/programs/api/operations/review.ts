import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import { banPerson, unbanPerson } from "@/lib/community/moderation/ban";
import {
  decideSubmission,
  decisions,
  listPending,
  type PendingPaper,
} from "@/lib/community/moderation/pending";
import { giveRole } from "@/lib/people/people";
import { moment, nameParams, paperParams } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";

const tag = "Review";

const pendingPaper = z.object({
  id: z.string(),
  title: z.string(),
  authors: z.array(z.string()),
  abstract: z.string(),
  topics: z.array(z.string()),
  link: z.string().nullable(),
  submitter: z.string().nullable(),
  submittedAt: moment.nullable(),
});

const list = operation(
  {
    id: "listPending",
    method: "GET",
    path: "/review/submissions",
    tag,
    summary: "List papers that wait for a decision",
    description: "Papers entered by hand, the oldest first, at most 50.",
    access: "curator",
    answer: z.object({ items: z.array(pendingPaper) }).meta({ id: "PendingList" }),
    example: {},
  },
  async ({ viewer }) => ({ items: (await listPending(viewer)).map(toPendingJson) }),
);

const decision = z.strictObject({ decision: z.enum(decisions) }).meta({ id: "SubmissionDecision" });

const decide = operation(
  {
    id: "decideSubmission",
    method: "PUT",
    path: "/review/submissions/{id}",
    tag,
    summary: "Decide on a paper entered by hand",
    description: "An approved paper joins today's feed; one that links to arXiv takes its arXiv id.",
    access: "curator",
    params: paperParams,
    body: decision,
    answer: z
      .object({ id: z.string().nullable().describe("Under which it is listed; null when declined.") })
      .meta({ id: "DecidedSubmission" }),
    errors: ["not-found", "conflict"],
    purges: true,
    example: { params: { id: "{entry}" }, body: { decision: "approved" } },
  },
  async ({ viewer, params, body, now }) => {
    const moment = { now, timeZone: getConfig().HUB_TIME_ZONE };
    return { id: await decideSubmission(viewer, params.id, body.decision, moment) };
  },
);

const onPerson = { tag, params: nameParams, errors: ["not-found"], purges: true } as const;

const putBan = operation(
  {
    id: "banPerson",
    method: "PUT",
    path: "/people/{name}/ban",
    ...onPerson,
    summary: "Ban an account",
    description: "It may not write any more, and its upvotes stop counting.",
    access: "moderator",
    example: { params: { name: "{person}" } },
  },
  ({ viewer, params, now }) => banPerson(viewer, params.name, now),
);

const deleteBan = operation(
  {
    id: "unbanPerson",
    method: "DELETE",
    path: "/people/{name}/ban",
    ...onPerson,
    summary: "Lift a ban",
    description: "The account can write again, and its votes count again, except those on its own papers.",
    access: "moderator",
    example: { params: { name: "{person}" } },
  },
  ({ viewer, params }) => unbanPerson(viewer, params.name),
);

const newRole = z
  .strictObject({ role: z.enum(["member", "curator", "moderator", "admin"]) })
  .meta({ id: "NewRole" });

const putRole = operation(
  {
    id: "giveRole",
    sensitive: true,
    method: "PUT",
    path: "/people/{name}/role",
    ...onPerson,
    summary: "Give somebody a role",
    description: "Member, curator, moderator or admin. A hub keeps at least one admin.",
    access: "admin",
    body: newRole,
    errors: ["not-found", "conflict"],
    example: { params: { name: "{person}" }, body: { role: "member" } },
  },
  ({ viewer, params, body }) => giveRole(viewer, params.name, body.role),
);

/** Operations of curators, moderators and admins on submissions and people. */
export const reviewOperations: Operation[] = [list, decide, putBan, deleteBan, putRole];

function toPendingJson(paper: PendingPaper): z.input<typeof pendingPaper> {
  return {
    id: paper.key,
    title: paper.title,
    authors: paper.authors,
    abstract: paper.abstract,
    topics: paper.topics,
    link: paper.sourceUrl,
    submitter: paper.submitter?.username ?? null,
    submittedAt: paper.submittedAt?.toISOString() ?? null,
  };
}
