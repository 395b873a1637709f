import { z } from "zod";
import { counted } from "@/lib/base/text";
import type { NotificationKind } from "@/prisma/generated/enums";

export const notificationKinds = ["version", "comments", "code", "author"] as const;

/** How notifications are mailed. */
export const mailSchema = z.enum(["never", "daily", "instantly"], { error: "Choose how you are mailed." });

/** One thing that happened to what somebody follows. */
export type NotificationItem = {
  id: number;
  kind: NotificationKind;
  paper: { key: string; title: string };
  count: number;
  label: string;
  createdAt: Date;
  readAt: Date | null;
};

type Told = Pick<NotificationItem, "kind" | "paper" | "count" | "label">;

/** What happened, in a few words: "3 new comments", "Version 2", "New paper by Ada Lovelace". */
export function notificationWords({ kind, count, label }: Told): string {
  if (kind === "version") return `Version ${label}`;
  if (kind === "comments") return counted(count, "new comment");
  return kind === "code" ? "Code is there now" : `New paper by ${label}`;
}

/** Where to read it: the path of the paper's page, at the first new comment where it is about comments. */
export function notificationAddress({ kind, paper, label }: Told): string {
  return `/papers/${paper.key}${kind === "comments" ? `#comment-${label}` : ""}`;
}
