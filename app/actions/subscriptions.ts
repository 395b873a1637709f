"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { emailSchema } from "@/lib/people/schema";
import { feedSchema, tokenSchema } from "@/lib/subscriptions/schema";
import {
  confirmSubscription,
  requestSubscription,
  stopSubscription,
} from "@/lib/subscriptions/subscriptions";
import { formAction } from "@/lib/web/action";

const linkSchema = z.object({ token: tokenSchema });

/** Asks for a feed by mail; a click in a mail confirms it. */
export const subscribe = formAction(
  z.object({ email: emailSchema, feed: feedSchema }),
  { signedOut: true, limit: "write" },
  async (_viewer, { email, feed }) => {
    await requestSubscription(email, feed);
    redirect("/subscriptions/sent");
  },
);

/** The button behind the mailed link. */
export const confirm = formAction(linkSchema, { signedOut: true }, async (_viewer, { token }) => {
  await confirmSubscription(token);
  redirect(`/subscriptions/confirm?token=${token}`);
});

/** The button behind the link at the foot of every mail. */
export const stop = formAction(linkSchema, { signedOut: true }, async (_viewer, { token }) => {
  await stopSubscription(token);
  redirect(`/subscriptions/stop?token=${token}`);
});
