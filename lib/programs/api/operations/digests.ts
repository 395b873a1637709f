import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { findPublicDigest, listPublicDigests, type PublicDigest } from "@/lib/digests/archive";
import type { DigestContent } from "@/lib/digests/mail-content/content";
import { periodName } from "@/lib/digests/period";
import { previewEveryones, previewOwn } from "@/lib/digests/preview";
import { changeDigestSubscription } from "@/lib/digests/subscriptions/change";
import { createDigestSubscription } from "@/lib/digests/subscriptions/create";
import {
  listDigestSubscriptions,
  type OwnSubscription,
  unknownSubscription,
} from "@/lib/digests/subscriptions/own-subscriptions";
import { budgetSchema, budgetsSchema, feedSchema, scheduleSchema } from "@/lib/digests/subscriptions/schema";
import { stopDigestSubscription } from "@/lib/digests/subscriptions/stop";
import { idParams, limitOf, moment } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { listedPaper, toListedPaperJson } from "@/lib/programs/api/paper-json";

const tag = "Mail";

const digestSubscription = z
  .object({
    id: z.int(),
    email: z.string(),
    feed: z.string(),
    title: z.string(),
    ...scheduleSchema.shape,
    budgets: z.array(budgetSchema).describe("None: the feed as it comes."),
    nextAt: moment.nullable().describe("When the next one is due; null once it is stopped."),
    stoppedAt: moment.nullable(),
    stoppedBy: z.enum(["reader", "bounce", "complaint"]).nullable(),
    last: z
      .object({ period: z.string(), state: z.string(), sentAt: moment.nullable() })
      .nullable()
      .describe(
        "How the latest went: `sent`, `empty` when nothing was good enough, `skipped`, `failed` and so on.",
      ),
  })
  .meta({ id: "DigestSubscription", description: "A feed that comes to you by mail." });

const wanted = z
  .strictObject({ feed: feedSchema, ...scheduleSchema.shape, budgets: budgetsSchema })
  .meta({ id: "WantedDigest" });

const example = {
  feed: "/topics/cs.CL",
  cadence: "weekdays",
  hour: 8,
  timeZone: "Europe/Berlin",
  most: 8,
  budgets: [{ kind: "topic", ref: "cs.CL", papers: 5, per: "day" }],
};

const list = operation(
  {
    id: "listDigestSubscriptions",
    method: "GET",
    path: "/me/digests",
    tag,
    summary: "List the feeds that come to you by mail",
    description: "Each with when it comes and how many papers it has.",
    access: "person",
    answer: z.object({ items: z.array(digestSubscription) }).meta({ id: "DigestSubscriptionList" }),
    example: {},
  },
  async ({ viewer, now }) => ({ items: (await listDigestSubscriptions(viewer, now)).map(toJson) }),
);

const make = operation(
  {
    id: "createDigestSubscription",
    method: "POST",
    path: "/me/digests",
    tag,
    summary: "Have a feed come to you by mail",
    description:
      "It goes to the address that you sign in with. For a feed that comes already, the rest is changed.",
    access: "person",
    body: wanted,
    answer: digestSubscription,
    status: 201,
    location: "id",
    errors: ["conflict", "unprocessable"],
    example: { body: example },
  },
  async ({ viewer, body, now }) => toJson(await createDigestSubscription(viewer, body, now)),
);

const change = operation(
  {
    id: "changeDigestSubscription",
    method: "PUT",
    path: "/me/digests/{id}",
    tag,
    summary: "Change what comes by mail, when, and from which interests",
    description: "Fields that are left out stay as they are. It applies from the next mail on.",
    access: "person",
    params: idParams,
    body: wanted,
    answer: digestSubscription,
    errors: ["not-found", "conflict"],
    example: { params: { id: "1" }, body: { ...example, feed: "/" } },
  },
  async ({ viewer, params, body, now }) =>
    toJson(await changeDigestSubscription(viewer, params.id, body, now)),
);

const stop = operation(
  {
    id: "stopDigestSubscription",
    method: "DELETE",
    path: "/me/digests/{id}",
    tag,
    summary: "Stop a feed that comes to you by mail",
    description: "No mail of this subscription is sent any more.",
    access: "person",
    params: idParams,
    errors: ["not-found"],
    example: { params: { id: "1" } },
  },
  async ({ viewer, params, now }) => {
    if (!(await stopDigestSubscription(viewer, params.id, now))) throw unknownSubscription();
  },
);

const mailed = z
  .object({
    title: z.string(),
    feed: z.string(),
    period: z.string(),
    papers: z.array(z.object({ id: z.string(), title: z.string(), reason: z.string() })),
  })
  .meta({ id: "DigestPreview", description: "What a mail would hold. No papers: no mail would come." });

const preview = operation(
  {
    id: "previewDigest",
    method: "GET",
    path: "/digests/preview",
    tag,
    summary: "Preview the next mail",
    description: "Yours if you are signed in, the mail of everyone's trending papers otherwise.",
    access: "everybody",
    answer: mailed,
    example: {},
  },
  async ({ viewer, now }) => toPreview(viewer ? await previewOwn(viewer, now) : await previewEveryones(now)),
);

const publicDigest = z.object({
  period: z.string().describe("A day, `2026-03-12`, or a week, `2026-W11`."),
  composedAt: moment,
  count: z.int().describe("How many papers it holds."),
});

const archive = operation(
  {
    id: "listDigests",
    method: "GET",
    path: "/digests",
    tag,
    summary: "List the public digests",
    description: "The digests of everyone's trending papers as they were mailed, the latest first.",
    access: "everybody",
    query: z.strictObject({ kind: z.enum(["day", "week"]).default("day"), limit: limitOf(100, 31) }),
    answer: z.object({ items: z.array(publicDigest) }).meta({ id: "DigestList" }),
    sharedFor: 60,
    example: { query: { kind: "day", limit: "7" } },
  },
  async ({ query }) => ({ items: (await listPublicDigests(query.kind, query.limit)).map(toPublic) }),
);

const read = operation(
  {
    id: "getDigest",
    method: "GET",
    path: "/digests/{period}",
    tag,
    summary: "Read a public digest",
    description: "The papers that the mail of this day or week had, in its order.",
    access: "everybody",
    params: z.object({ period: z.string().max(10).describe("A day, `2026-03-12`, or a week, `2026-W11`.") }),
    answer: publicDigest.extend({ papers: z.array(listedPaper) }).meta({ id: "Digest" }),
    errors: ["not-found"],
    sharedFor: 60,
    example: { params: { period: "2026-03-12" } },
  },
  async ({ params, viewer }) => {
    const found = await findPublicDigest(params.period, viewer);
    if (!found) throw new AppError("not-found", "There is no digest of this day or week.");
    return { ...toPublic(found), papers: found.items.map(toListedPaperJson) };
  },
);

/** Feeds by mail for members, what was mailed to everyone, and what the next mail would hold. */
export const digestOperations: Operation[] = [list, make, change, stop, archive, preview, read];

function toJson(own: OwnSubscription): z.input<typeof digestSubscription> {
  const { id, email, feed, title, cadence, hour, weekday, timeZone, most, budgets, stoppedBy } = own;
  return {
    id,
    email,
    feed,
    title,
    cadence,
    hour,
    weekday,
    timeZone,
    most,
    budgets,
    stoppedBy,
    nextAt: own.nextAt?.toISOString() ?? null,
    stoppedAt: own.stoppedAt?.toISOString() ?? null,
    last: own.last && {
      period: periodName(own.last.period),
      state: own.last.state,
      sentAt: own.last.sentAt?.toISOString() ?? null,
    },
  };
}

function toPublic({ period, paperIds, composedAt }: PublicDigest) {
  return { period: periodName(period), composedAt: composedAt.toISOString(), count: paperIds.length };
}

function toPreview({ title, feed, period, papers }: DigestContent): z.input<typeof mailed> {
  return {
    title,
    feed,
    period: periodName(period),
    papers: papers.map(({ key, title, reason }) => ({ id: key, title, reason })),
  };
}
