import { canonicalKey } from "@/lib/papers/address";
import { findPaper, findVote, type Paper } from "@/lib/papers/papers";
import { isSaved } from "@/lib/papers/saves";
import type { Viewer } from "@/lib/people/viewer";

/** What the page behind an "Upvote" or "Save" link in a mail shows. */
export type MailAct = {
  act: "upvote" | "save";
  paper: Paper;
  /** Whether the viewer has already done it. */
  done: boolean;
};

/**
 * Reads the page behind an "Upvote" or "Save" link in a mail.
 * @param text the paper's key or another spelling of its id, from the URL
 * @returns null for any other act, and for a paper that is unknown or not listed
 */
export async function findMailAct(act: string, text: string, viewer: Viewer | null): Promise<MailAct | null> {
  if (act !== "upvote" && act !== "save") return null;
  const key = canonicalKey(text.slice(0, 60));
  const paper = key ? await findPaper(key) : null;
  if (paper?.status !== "listed") return null;
  const done = act === "save" ? await isSaved(viewer, paper.id) : (await findVote(viewer, paper.id)).upvoted;
  return { act, paper, done };
}
