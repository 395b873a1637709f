"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { changeSubscription as change } from "@/lib/digests/subscriptions/change";
import { confirmSubscription as confirm } from "@/lib/digests/subscriptions/confirm";
import { requestSubscription as request } from "@/lib/digests/subscriptions/request";
import { cadenceSchema, feedSchema, scheduleSchema, tokenSchema } from "@/lib/digests/subscriptions/schema";
import { stopSubscription as stop } from "@/lib/digests/subscriptions/stop";
import { emailSchema } from "@/lib/people/schema";
import { formAction } from "@/lib/web/action";
import { countMailbox } from "@/lib/web/limits/limits";

const linkSchema = z.object({ token: tokenSchema });

/** Requests a subscription without signing in; a link in a mail confirms it. */
export const requestSubscription = formAction(
  z.object({ email: emailSchema, feed: feedSchema, cadence: cadenceSchema }),
  { signedOut: true, limit: "mail" },
  async (_viewer, given) => {
    await countMailbox(given.email);
    await request(given);
    redirect("/subscriptions/sent");
  },
);

/** Confirms a subscription by the link in the confirmation mail. */
export const confirmSubscription = formAction(linkSchema, { signedOut: true }, async (_viewer, { token }) => {
  await confirm(token);
  redirect(`/subscriptions/confirm?token=${token}`);
});

/** Changes a subscription by the link in its mails. */
export const changeSubscription = formAction(
  scheduleSchema.extend({ token: tokenSchema, feed: feedSchema }),
  { signedOut: true },
  async (_viewer, { token, ...wanted }) => {
    await change(token, wanted);
    revalidatePath("/subscriptions/preferences");
    return { done: "Saved." };
  },
);

/** Stops a subscription by the link at the foot of every mail. */
export const stopSubscription = formAction(linkSchema, { signedOut: true }, async (_viewer, { token }) => {
  await stop(token);
  redirect(`/subscriptions/stop?token=${token}`);
});
