import { z } from "zod";
import { type Operation, operation } from "@/lib/api/v1/operation";
import { AppError } from "@/lib/errors";
import { emailSchema } from "@/lib/people/schema";
import { feedSchema, tokenSchema } from "@/lib/subscriptions/schema";
import {
  confirmSubscription,
  findSubscription,
  requestSubscription,
  stopSubscription,
} from "@/lib/subscriptions/subscriptions";

const tag = "Mail";

const tokenParams = z.object({
  token: tokenSchema.describe("The secret in the links of a subscription's mails."),
});

const subscribe = operation(
  {
    id: "requestSubscription",
    method: "POST",
    path: "/subscriptions",
    ...{ tag, summary: "Ask for a feed by mail" },
    description:
      "Sends a mail whose link confirms it. The answer is the same whether the address was known or not.",
    access: "everybody",
    body: z.strictObject({ email: emailSchema, feed: feedSchema }).meta({ id: "NewSubscription" }),
    errors: ["unavailable"],
    example: { body: { email: "ada@example.org", feed: "/" } },
  },
  ({ body, now }) => requestSubscription(body.email, body.feed, now),
);

const subscription = z
  .object({ email: z.string(), feed: z.string(), confirmed: z.boolean(), stopped: z.boolean() })
  .meta({ id: "Subscription" });

const read = operation(
  {
    id: "getSubscription",
    method: "GET",
    path: "/subscriptions/{token}",
    ...{ tag, summary: "Read a subscription" },
    access: "everybody",
    params: tokenParams,
    answer: subscription,
    errors: ["not-found"],
    example: { params: { token: "{secret}" } },
  },
  async ({ params }) => {
    const found = await findSubscription(params.token);
    if (!found) throw new AppError("not-found", "This link is not, or no longer, known here.");
    const { email, feed, confirmed, stopped } = found;
    return { email, feed, confirmed, stopped };
  },
);

const confirm = operation(
  {
    id: "confirmSubscription",
    method: "PUT",
    path: "/subscriptions/{token}",
    ...{ tag, summary: "Confirm a subscription" },
    access: "everybody",
    params: tokenParams,
    errors: ["not-found", "gone"],
    example: { params: { token: "{secret}" } },
  },
  ({ params, now }) => confirmSubscription(params.token, now),
);

const stop = operation(
  {
    id: "stopSubscription",
    method: "DELETE",
    path: "/subscriptions/{token}",
    ...{ tag, summary: "Stop a subscription" },
    access: "everybody",
    params: tokenParams,
    errors: ["not-found"],
    example: { params: { token: "{secret}" } },
  },
  ({ params, now }) => stopSubscription(params.token, now),
);

/** Feeds by mail: asked for, confirmed, stopped. */
export const mailOperations: Operation[] = [subscribe, read, confirm, stop];
