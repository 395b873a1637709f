"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { rowId } from "@/lib/base/row-id";
import * as deliveries from "@/lib/programs/webhooks/deliveries";
import { everywhere, newWebhookSchema } from "@/lib/programs/webhooks/schema";
import * as webhooks from "@/lib/programs/webhooks/webhooks";
import { type FormState, formAction } from "@/lib/web/action";

const wish = newWebhookSchema.extend({
  event: z.enum(["paper", "comment", "every-comment", "upvote"], {
    error: "Choose what the address is told of.",
  }),
  feed: z.string().max(500).default(""),
});

/** Creates a webhook and shows its secret once. */
export const createWebhook = formAction(wish, {}, async (viewer, { url, event, feed }) => {
  const asked =
    event === "every-comment"
      ? ({ url, event: "comment", feed: everywhere } as const)
      : { url, event, feed: event === "paper" ? feed : null };
  const { secret } = await webhooks.createWebhook(viewer, asked);
  revalidatePath("/settings/webhooks");
  return { values: { secret } };
});

/** Switches a webhook on or off. */
export const setWebhook = formAction(
  z.object({ id: rowId, on: z.enum(["yes", "no"]) }),
  {},
  async (viewer, input) => {
    await webhooks.setWebhook(viewer, input.id, input.on === "yes");
    revalidatePath("/settings/webhooks", "layout");
    return null;
  },
);

/** Deletes a webhook and redirects to the list. */
export const deleteWebhook = formAction(z.object({ id: rowId }), {}, async (viewer, input) => {
  await webhooks.deleteWebhook(viewer, input.id);
  revalidatePath("/settings/webhooks", "layout");
  return redirect("/settings/webhooks");
});

/** Sends a test and reports the outcome. */
export const testWebhook = formAction(z.object({ id: rowId }), {}, async (viewer, input) => {
  const delivery = await deliveries.testWebhook(viewer, input.id);
  revalidatePath("/settings/webhooks", "layout");
  return outcome(delivery);
});

/** Sends a delivery again and reports the outcome. */
export const redeliver = formAction(z.object({ id: rowId, delivery: rowId }), {}, async (viewer, input) => {
  const delivery = await deliveries.redeliver(viewer, { webhookId: input.id, id: input.delivery });
  revalidatePath("/settings/webhooks", "layout");
  return outcome(delivery);
});

function outcome({ deliveredAt, status, error }: deliveries.DeliveryRow): FormState {
  if (deliveredAt) return { done: `It arrived: the answer was ${status}.` };
  return { error: error ?? "It did not arrive." };
}
