"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { askForDigest, changeByLink } from "@/lib/digests/subscriptions/change";
import { cadenceSchema, feedSchema, scheduleSchema, tokenSchema } from "@/lib/digests/subscriptions/schema";
import { confirmSubscription, stopSubscription } from "@/lib/digests/subscriptions/subscription";
import { emailSchema } from "@/lib/people/schema";
import { formAction } from "@/lib/web/action";

const linkSchema = z.object({ token: tokenSchema });

/** Asks for a feed by mail; a click in a mail confirms it. */
export const subscribe = formAction(
  z.object({ email: emailSchema, feed: feedSchema, cadence: cadenceSchema }),
  { signedOut: true, limit: "write" },
  async (_viewer, wish) => {
    await askForDigest(wish);
    redirect("/subscriptions/sent");
  },
);

/** The button behind the mailed link. */
export const confirm = formAction(linkSchema, { signedOut: true }, async (_viewer, { token }) => {
  await confirmSubscription(token);
  redirect(`/subscriptions/confirm?token=${token}`);
});

/** Changes what comes and when, by the link in a mail. */
export const changePreferences = formAction(
  scheduleSchema.extend({ token: tokenSchema, feed: feedSchema }),
  { signedOut: true },
  async (_viewer, { token, ...change }) => {
    await changeByLink(token, change);
    revalidatePath("/subscriptions/preferences");
    return { done: "Saved." };
  },
);

/** The button behind the link at the foot of every mail. */
export const stop = formAction(linkSchema, { signedOut: true }, async (_viewer, { token }) => {
  await stopSubscription(token);
  redirect(`/subscriptions/stop?token=${token}`);
});
