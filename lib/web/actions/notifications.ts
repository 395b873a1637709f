"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { setNotificationMail } from "@/lib/follows/notifications/mail";
import { markRead } from "@/lib/follows/notifications/notifications";
import { mailSchema } from "@/lib/follows/notifications/words";
import { formAction } from "@/lib/web/action";

const ids = z
  .string()
  .regex(/^\d{1,10}(,\d{1,10}){0,199}$/)
  .transform((text) => text.split(",").map(Number))
  .refine((all) => all.every((id) => id <= 2_147_483_647));

/** Some of the viewer's notifications are read. */
export const readSome = formAction(z.object({ ids }), { limit: "vote" }, async (viewer, input) => {
  await markRead(viewer, input.ids);
  return showAnew();
});

/** All of them are. */
export const readAll = formAction(z.object({}), {}, async (viewer) => {
  await markRead(viewer, "all");
  return showAnew();
});

/** The viewer chooses how they are mailed. */
export const chooseMail = formAction(z.object({ mail: mailSchema }), {}, async (viewer, { mail }) => {
  await setNotificationMail(viewer, mail);
  revalidatePath("/notifications");
  return { done: "Saved." };
});

// The count stands in the bar, which every page shares.
function showAnew(): null {
  revalidatePath("/", "layout");
  return null;
}
