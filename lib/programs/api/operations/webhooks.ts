import { z } from "zod";
import { idParams, moment } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { stateOf } from "@/lib/programs/webhooks/deliver";
import {
  type DeliveryRow,
  listDeliveries,
  maxLogEntries,
  redeliver,
  subjectOf,
  testWebhook,
} from "@/lib/programs/webhooks/deliveries";
import { events, newWebhookSchema } from "@/lib/programs/webhooks/schema";
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listWebhooks,
  setWebhook,
  type WebhookRow,
} from "@/lib/programs/webhooks/webhooks";

const tag = "Webhooks";

const webhookFields = {
  id: z.int(),
  url: z.string(),
  event: z.enum(events),
  feed: z.string().nullable().describe("Whose new papers are told, or `/` for comments on every paper."),
  createdAt: moment,
  on: z.boolean(),
  offSince: moment.nullable(),
  offBecause: z
    .enum(["owner", "failures"])
    .nullable()
    .describe("Its owner switched it off, or too many deliveries failed."),
};

const webhookJson = z.object(webhookFields).meta({ id: "Webhook", description: "An address that is told." });

const deliveryJson = z
  .object({
    id: z.int().describe("Also the header `Quire-Delivery`; the same when it is sent again."),
    subject: z.string().describe("What it is about, such as `paper:2601.05230`."),
    state: z.enum(["delivered", "waiting", "given-up"]),
    createdAt: moment,
    attempts: z.int(),
    lastAttemptAt: moment.nullable(),
    nextAttemptAt: moment.nullable().describe("When it is tried next; null for never."),
    deliveredAt: moment.nullable(),
    status: z.int().nullable().describe("The status of the last answer; null where none came."),
    error: z.string().nullable(),
  })
  .meta({ id: "Delivery", description: "One message to a webhook, and how its last attempt went." });

const list = operation(
  {
    id: "listWebhooks",
    method: "GET",
    path: "/me/webhooks",
    tag,
    summary: "List your webhooks",
    description: "The newest first, without their secrets.",
    access: "person",
    answer: z.object({ items: z.array(webhookJson) }).meta({ id: "WebhookList" }),
    example: {},
  },
  async ({ viewer }) => ({ items: (await listWebhooks(viewer)).map(toWebhookJson) }),
);

const madeWebhook = z
  .object({ ...webhookFields, secret: z.string().describe("What signs its messages, for the only time.") })
  .meta({ id: "MadeWebhook" });

const make = operation(
  {
    id: "createWebhook",
    method: "POST",
    path: "/me/webhooks",
    tag,
    summary: "Make a webhook",
    description: "At most twenty a person. It is told of what happens from now on.",
    access: "person",
    body: z.strictObject(newWebhookSchema.shape).meta({ id: "NewWebhook" }),
    answer: madeWebhook,
    status: 201,
    location: "id",
    errors: ["conflict"],
    example: { body: { url: "https://example.org/hook", event: "paper", feed: "/topics/cs.CL" } },
  },
  async ({ viewer, body, now }) => {
    const { secret, row } = await createWebhook(viewer, body, now);
    return { ...toWebhookJson(row), secret };
  },
);

const one = {
  path: "/me/webhooks/{id}",
  tag,
  access: "person",
  params: idParams,
  errors: ["not-found"],
} as const;

const get = operation(
  {
    id: "getWebhook",
    method: "GET",
    ...one,
    summary: "Read a webhook",
    description: "Without its secret.",
    answer: webhookJson,
    example: { params: { id: "{webhook}" } },
  },
  async ({ viewer, params }) => toWebhookJson(await getWebhook(viewer, params.id)),
);

const change = operation(
  {
    id: "changeWebhook",
    method: "PATCH",
    ...one,
    summary: "Switch a webhook on or off",
    description:
      "What happens while it is off is not told later; what waited to be sent goes out once it is on.",
    body: z.strictObject({ on: z.boolean() }).meta({ id: "WebhookChange" }),
    answer: webhookJson,
    example: { params: { id: "{webhook}" }, body: { on: true } },
  },
  async ({ viewer, params, body, now }) => toWebhookJson(await setWebhook(viewer, params.id, body.on, now)),
);

const remove = operation(
  {
    id: "deleteWebhook",
    method: "DELETE",
    ...one,
    summary: "Delete a webhook",
    description: "At once and for good, with its log.",
    example: { params: { id: "{webhook}" } },
  },
  ({ viewer, params }) => deleteWebhook(viewer, params.id),
);

const test = operation(
  {
    id: "testWebhook",
    method: "POST",
    ...one,
    path: "/me/webhooks/{id}/test",
    summary: "Send a test",
    description: "Now and once, also while the webhook is off; the answer tells how it went.",
    answer: deliveryJson,
    example: { params: { id: "{webhook}" } },
  },
  async ({ viewer, params, now }) => toDeliveryJson(await testWebhook(viewer, params.id, now)),
);

const log = operation(
  {
    id: "listDeliveries",
    method: "GET",
    ...one,
    path: "/me/webhooks/{id}/deliveries",
    summary: "List what was sent to a webhook",
    description: `The last ${maxLogEntries}, the newest first; kept for 30 days.`,
    answer: z.object({ items: z.array(deliveryJson) }).meta({ id: "DeliveryList" }),
    example: { params: { id: "{webhook}" } },
  },
  async ({ viewer, params }) => ({ items: (await listDeliveries(viewer, params.id)).map(toDeliveryJson) }),
);

const again = operation(
  {
    id: "sendAgain",
    method: "POST",
    ...one,
    path: "/me/webhooks/{id}/deliveries/{delivery}/again",
    summary: "Send a delivery again",
    description: "Now; where that fails it is tried again later, as if it were new.",
    params: idParams.extend({ delivery: idParams.shape.id }),
    answer: deliveryJson,
    example: { params: { id: "{webhook}", delivery: "{delivery}" } },
  },
  async ({ viewer, params: { id: webhookId, delivery: id }, now }) =>
    toDeliveryJson(await redeliver(viewer, { webhookId, id }, now)),
);

/** Operations on the viewer's webhooks and their deliveries. */
export const webhookOperations: Operation[] = [list, make, get, change, remove, test, log, again];

function toWebhookJson(row: WebhookRow): z.input<typeof webhookJson> {
  return {
    id: row.id,
    url: row.url,
    event: row.event,
    feed: row.feed,
    createdAt: row.createdAt.toISOString(),
    on: row.disabledAt === null,
    offSince: row.disabledAt?.toISOString() ?? null,
    offBecause: row.disabledAt === null ? null : row.disabledBy === "failures" ? "failures" : "owner",
  };
}

function toDeliveryJson(row: DeliveryRow): z.input<typeof deliveryJson> {
  return {
    id: row.id,
    subject: subjectOf(row),
    state: stateOf(row),
    attempts: row.attempts,
    createdAt: row.createdAt.toISOString(),
    lastAttemptAt: row.lastAttemptAt?.toISOString() ?? null,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    status: row.status,
    error: row.error,
  };
}
