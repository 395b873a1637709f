import { z } from "zod";
import { changeSubscription } from "@/lib/digests/subscriptions/change";
import { confirmSubscription } from "@/lib/digests/subscriptions/confirm";
import { requestSubscription } from "@/lib/digests/subscriptions/request";
import { cadenceSchema, feedSchema, scheduleSchema, tokenSchema } from "@/lib/digests/subscriptions/schema";
import { stopSubscription } from "@/lib/digests/subscriptions/stop";
import { getSubscription } from "@/lib/digests/subscriptions/subscription";
import { emailSchema } from "@/lib/people/schema";
import { type Operation, operation } from "@/lib/programs/api/operation";

const tag = "Mail";

const tokenParams = z.object({
  token: tokenSchema.describe("The secret in the links of a subscription's mails."),
});

const subscribe = operation(
  {
    id: "requestSubscription",
    method: "POST",
    path: "/subscriptions",
    tag,
    summary: "Ask for a feed by mail",
    description:
      "Sends a mail whose link confirms it. The answer is the same whether the address was known or not.",
    access: "everybody",
    body: z
      .strictObject({ email: emailSchema, feed: feedSchema, cadence: cadenceSchema })
      .meta({ id: "NewSubscription" }),
    errors: ["unavailable", "forbidden"],
    limit: "mail",
    mailsTo: "email",
    example: { body: { email: "ada@example.org", feed: "/topics/cs.CL", cadence: "weekly" } },
  },
  ({ body, now }) => requestSubscription(body, now),
);

const subscription = z
  .object({
    email: z.string(),
    feed: z.string(),
    confirmed: z.boolean(),
    stopped: z.boolean(),
    ...scheduleSchema.shape,
  })
  .meta({ id: "Subscription" });

const read = operation(
  {
    id: "getSubscription",
    method: "GET",
    path: "/subscriptions/{token}",
    tag,
    summary: "Read a subscription",
    description: "By the secret of its mails: which feed, when, and whether it is confirmed.",
    access: "everybody",
    params: tokenParams,
    answer: subscription,
    errors: ["not-found"],
    example: { params: { token: "{secret}" } },
  },
  async ({ params }) => {
    const found = await getSubscription(params.token);
    const { email, feed, state, confirmedAt, cadence, hour, weekday, timeZone, most } = found;
    const confirmed = confirmedAt !== null && state !== "requested";
    return { email, feed, confirmed, stopped: state === "stopped", cadence, hour, weekday, timeZone, most };
  },
);

const confirm = operation(
  {
    id: "confirmSubscription",
    method: "PUT",
    path: "/subscriptions/{token}",
    tag,
    summary: "Confirm a subscription",
    description: "By the secret in the mail that asked for it. Repeating it changes nothing.",
    access: "everybody",
    params: tokenParams,
    errors: ["not-found", "gone"],
    example: { params: { token: "{secret}" } },
  },
  ({ params, now }) => confirmSubscription(params.token, now),
);

const change = operation(
  {
    id: "changeSubscription",
    method: "PATCH",
    path: "/subscriptions/{token}",
    tag,
    summary: "Change what comes by mail, and when",
    description: "All of it is given; what is left out is as it is at the beginning.",
    access: "everybody",
    params: tokenParams,
    body: z.strictObject({ ...scheduleSchema.shape, feed: feedSchema }).meta({ id: "SubscriptionChange" }),
    errors: ["not-found", "gone", "conflict", "forbidden"],
    example: { params: { token: "{secret}" }, body: { feed: "/", cadence: "weekdays", hour: 8 } },
  },
  ({ params, body, now }) => changeSubscription(params.token, body, now),
);

const stop = operation(
  {
    id: "stopSubscription",
    method: "DELETE",
    path: "/subscriptions/{token}",
    tag,
    summary: "Stop a subscription",
    description: "By the secret of its mails. Repeating it changes nothing.",
    access: "everybody",
    params: tokenParams,
    errors: ["not-found"],
    example: { params: { token: "{secret}" } },
  },
  ({ params, now }) => stopSubscription(params.token, now),
);

/** Feeds by mail for anybody: asked for, confirmed, changed, stopped. */
export const mailOperations: Operation[] = [subscribe, read, confirm, change, stop];
