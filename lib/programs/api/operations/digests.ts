import { z } from "zod";
import { periodName } from "@/lib/digests/period";
import { changeDigestSubscription } from "@/lib/digests/subscriptions/change";
import { createDigestSubscription } from "@/lib/digests/subscriptions/create";
import { listDigestSubscriptions, type OwnSubscription } from "@/lib/digests/subscriptions/own-subscriptions";
import { budgetSchema, budgetsSchema, feedSchema, scheduleSchema } from "@/lib/digests/subscriptions/schema";
import { stopDigestSubscription } from "@/lib/digests/subscriptions/stop";
import { idParams, moment } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";

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
    access: "person",
    params: idParams,
    errors: ["not-found"],
    example: { params: { id: "1" } },
  },
  ({ viewer, params, now }) => stopDigestSubscription(viewer, params.id, now),
);

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

/** Feeds by mail for members. */
export const digestOperations: Operation[] = [list, make, change, stop];
