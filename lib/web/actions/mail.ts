"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import * as notifications from "@/lib/follows/notifications/mail-choice";
import * as bounces from "@/lib/mail/bounces";
import { getProfile } from "@/lib/people/people";
import { formAction } from "@/lib/web/action";

/** Stops a person's notification mails, by the link at their foot. */
export const stopNotificationMail = formAction(
  z.object({ token: z.string().max(80) }),
  { signedOut: true },
  async (_viewer, { token }) => {
    await notifications.stopNotificationMail(token);
    redirect(`/mail/stop?token=${encodeURIComponent(token)}`);
  },
);

/** Allows mail to the viewer's address again, after a bounce or a complaint. */
export const allowMail = formAction(z.object({}), {}, async (viewer) => {
  const { email } = await getProfile(viewer);
  if (email) await bounces.allowMail(email);
  revalidatePath("/settings");
  return { done: "Mail comes to you again." };
});
