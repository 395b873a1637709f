"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { maxId } from "@/lib/base/row-id";
import * as notificationMail from "@/lib/follows/notifications/mail-choice";
import { mailSchema } from "@/lib/follows/notifications/notification-item";
import * as notifications from "@/lib/follows/notifications/notifications";
import { formAction } from "@/lib/web/action";

const ids = z
  .string()
  .regex(/^\d{1,10}(,\d{1,10}){0,199}$/)
  .transform((text) => text.split(",").map(Number))
  .refine((all) => all.every((id) => id <= maxId));

/** Marks some of the viewer's notifications as read. */
export const readNotifications = formAction(z.object({ ids }), { limit: "vote" }, async (viewer, input) => {
  await notifications.readNotifications(viewer, input.ids);
  return showAnew();
});

/** Marks all of the viewer's notifications as read. */
export const readAllNotifications = formAction(z.object({}), {}, async (viewer) => {
  await notifications.readNotifications(viewer, "all");
  return showAnew();
});

/** Chooses how the viewer's notifications are mailed: at once, daily or never. */
export const chooseNotificationMail = formAction(
  z.object({ mail: mailSchema }),
  {},
  async (viewer, { mail }) => {
    await notificationMail.chooseNotificationMail(viewer, mail);
    revalidatePath("/notifications");
    return { done: "Saved." };
  },
);

// The navigation bar of every page shows the number of unread notifications.
function showAnew(): null {
  revalidatePath("/", "layout");
  return null;
}
