"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { rowId } from "@/lib/base/row-id";
import { budgetFields, readBudgets } from "@/lib/digests/budget-form";
import { changeDigestSubscription as change } from "@/lib/digests/subscriptions/change";
import { createUsualSubscription } from "@/lib/digests/subscriptions/create";
import { unknownSubscription } from "@/lib/digests/subscriptions/own-subscriptions";
import { cadenceSchema, feedSchema, scheduleSchema } from "@/lib/digests/subscriptions/schema";
import { stopDigestSubscription as stop } from "@/lib/digests/subscriptions/stop";
import { formAction } from "@/lib/web/action";

/** Subscribes the viewer to a feed, and redirects to the settings of the subscription. */
export const createDigestSubscription = formAction(
  z.object({ feed: feedSchema, cadence: cadenceSchema.unwrap().optional() }),
  {},
  async (viewer, wanted) => {
    const { id, before } = await createUsualSubscription(viewer, wanted);
    revalidatePath("/settings/digests", "layout");
    redirect(`/settings/digests/${id}?made=${before ? "before" : "now"}`);
  },
);

/** Changes a subscription's feed, schedule and budgets. */
export const changeDigestSubscription = formAction(
  scheduleSchema.extend({ id: rowId, feed: feedSchema, ...budgetFields }),
  {},
  async (viewer, { id, budget, papers, per, ...wanted }) => {
    await change(viewer, id, { ...wanted, budgets: readBudgets({ budget, papers, per }) });
    revalidatePath("/settings/digests", "layout");
    return { done: "Saved." };
  },
);

/** Stops one of the viewer's subscriptions, and redirects to the list of all. */
export const stopDigestSubscription = formAction(z.object({ id: rowId }), {}, async (viewer, input) => {
  if (!(await stop(viewer, input.id))) throw unknownSubscription();
  revalidatePath("/settings/digests", "layout");
  redirect("/settings/digests");
});
