"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { budgetFields, readBudgets } from "@/lib/digests/budget-fields";
import { changeOwn } from "@/lib/digests/subscriptions/create";
import { getByMail } from "@/lib/digests/subscriptions/get-by-mail";
import { stopOwn } from "@/lib/digests/subscriptions/own-subscriptions";
import { cadenceSchema, feedSchema, scheduleSchema } from "@/lib/digests/subscriptions/schema";
import { formAction } from "@/lib/web/action";

const id = z.coerce.number().int().positive().max(2_147_483_647);

/** Has a list come to the viewer by mail, and leads to where they say when and how much. */
export const mailFeed = formAction(
  z.object({ feed: feedSchema, cadence: cadenceSchema.unwrap().optional() }),
  {},
  async (viewer, wanted) => {
    const { id, before } = await getByMail(viewer, wanted);
    revalidatePath("/settings/digests", "layout");
    redirect(`/settings/digests/${id}?made=${before ? "before" : "now"}`);
  },
);

/** Changes what comes, when, and from which interests. */
export const changeDigest = formAction(
  scheduleSchema.extend({ id, feed: feedSchema, ...budgetFields }),
  {},
  async (viewer, { id, budget, papers, per, ...wanted }) => {
    await changeOwn(viewer, id, { ...wanted, budgets: readBudgets({ budget, papers, per }) });
    revalidatePath("/settings/digests", "layout");
    return { done: "Saved." };
  },
);

/** Stops a list by mail, and leads back to the others. */
export const stopDigest = formAction(z.object({ id }), {}, async (viewer, input) => {
  await stopOwn(viewer, input.id);
  revalidatePath("/settings/digests", "layout");
  redirect("/settings/digests");
});
