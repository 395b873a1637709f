import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import { maxId } from "@/lib/base/row-id";
import { chooseNotificationMail, getNotificationMail } from "@/lib/follows/notifications/mail-choice";
import {
  mailSchema,
  type NotificationItem,
  notificationAddress,
  notificationKinds,
  notificationWords,
} from "@/lib/follows/notifications/notification-item";
import { listNotifications, maxShown, readNotifications } from "@/lib/follows/notifications/notifications";
import { moment } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";

const tag = "Following";

const notificationJson = z
  .object({
    id: z.int(),
    kind: z.enum(notificationKinds),
    words: z.string().describe("What happened, such as “3 new comments”."),
    url: z.string().describe("Where to read it on this hub."),
    paper: z.object({ id: z.string(), title: z.string() }),
    count: z.int().describe("Of comments: how many since it was last read; else 1."),
    at: moment,
    readAt: moment.nullable(),
  })
  .meta({ id: "Notification", description: "Something that happened to what you follow." });

const list = operation(
  {
    id: "listNotifications",
    method: "GET",
    path: "/me/notifications",
    tag,
    summary: "List your notifications",
    description: "Unread ones first, in each part the last one first; at most 200, of the last 90 days.",
    access: "person",
    answer: z
      .object({
        items: z.array(notificationJson),
        mail: mailSchema.describe("How you are mailed of those you have not read."),
      })
      .meta({ id: "NotificationList" }),
    example: {},
  },
  async ({ viewer }) => {
    const [items, mail] = await Promise.all([listNotifications(viewer), getNotificationMail(viewer)]);
    return { items: items.map(toNotificationJson), mail };
  },
);

const read = operation(
  {
    id: "readNotifications",
    method: "POST",
    path: "/me/notifications/read",
    tag,
    summary: "Mark notifications read",
    description: "Those of these numbers, or all. What was read before stays so.",
    access: "person",
    body: z
      .strictObject({
        ids: z.array(z.int().positive().max(maxId)).max(maxShown).optional().describe("Without it, all."),
      })
      .meta({ id: "NotificationsRead" }),
    limit: "vote",
    example: { body: { ids: [1, 2] } },
  },
  ({ viewer, body, now }) => readNotifications(viewer, body.ids ?? "all", now),
);

const chooseMail = operation(
  {
    id: "chooseNotificationMail",
    method: "PUT",
    path: "/me/notifications/mail",
    tag,
    summary: "Choose how notifications are mailed",
    description: "`instantly`, `daily` or `never`.",
    access: "person",
    body: z.strictObject({ mail: mailSchema }).meta({ id: "NotificationMail" }),
    example: { body: { mail: "daily" } },
  },
  ({ viewer, body, now }) => chooseNotificationMail(viewer, body.mail, now),
);

/** Operations on the viewer's notifications. */
export const notificationOperations: Operation[] = [list, read, chooseMail];

function toNotificationJson(item: NotificationItem): z.input<typeof notificationJson> {
  const { id, kind, paper, count, createdAt, readAt } = item;
  return {
    id,
    kind,
    count,
    words: notificationWords(item),
    url: `${getConfig().HUB_URL}${notificationAddress(item)}`,
    paper: { id: paper.key, title: paper.title },
    at: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  };
}
