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
  /** Of a new version: its number. */
  version: number | null;
  /** Of comments: how many since it was last read. */
  count: number;
  /** Of comments: the first of them. */
  firstCommentId: number | null;
  /** Of an author's paper: its followed authors. */
  authorNames: string[];
  createdAt: Date;
  readAt: Date | null;
};

type Told = Pick<NotificationItem, "kind" | "version" | "count" | "authorNames">;

/** What happened, in a few words: "3 new comments", "Version 2", "New paper by Ada Lovelace". */
export function notificationWords({ kind, version, count, authorNames }: Told): string {
  if (kind === "version") return `Version ${version}`;
  if (kind === "comments") return counted(count, "new comment");
  return kind === "code" ? "Code is there now" : `New paper by ${authorNames.join(" and ")}`;
}

/** Where to read it: the path of the paper's page, at the first new comment where it is about comments. */
export function notificationAddress({
  paper,
  firstCommentId,
}: Pick<NotificationItem, "paper" | "firstCommentId">): string {
  return `/papers/${paper.key}${firstCommentId === null ? "" : `#comment-${firstCommentId}`}`;
}
