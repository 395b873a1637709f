import { z } from "zod";
import { counted } from "@/lib/base/text";
import type { NotificationKind, WithdrawnBy } from "@/prisma/generated/enums";

export const notificationKinds = ["version", "comments", "code", "author"] as const;

/** How somebody's notifications are mailed. */
export const mailSchema = z.enum(["never", "daily", "instantly"], { error: "Choose how you are mailed." });

/**
 * A notification: something new about a paper that somebody follows, or a new paper by an author or of an
 * organisation that they follow. */
export type NotificationItem = {
  id: number;
  kind: NotificationKind;
  paper: { key: string; title: string; withdrawn: boolean; withdrawnBy: WithdrawnBy | null };
  /** For new versions: the number. */
  version: number | null;
  /** For comments: how many there are since the notification was last read. */
  count: number;
  /** For comments: the first of them. */
  firstCommentId: number | null;
  /** For a new paper: its followed authors and organisation. */
  authorNames: string[];
  createdAt: Date;
  readAt: Date | null;
};

type Described = Pick<NotificationItem, "kind" | "version" | "count" | "authorNames">;

/** What happened, in a few words: "3 new comments", "Version 2", "New paper by Ada Lovelace". */
export function notificationWords({ kind, version, count, authorNames }: Described): string {
  if (kind === "version") return `Version ${version}`;
  if (kind === "comments") return counted(count, "new comment");
  return kind === "code" ? "Code is there now" : `New paper by ${authorNames.join(" and ")}`;
}

/** The path of the paper's page; for comments, with the anchor of the first new one. */
export function notificationAddress({
  paper,
  firstCommentId,
}: Pick<NotificationItem, "paper" | "firstCommentId">): string {
  return `/papers/${paper.key}${firstCommentId === null ? "" : `#comment-${firstCommentId}`}`;
}
