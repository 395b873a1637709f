import { canonicalKey } from "@/lib/papers/address";
import { findPaper, findVote, type Paper } from "@/lib/papers/papers";
import { isSaved } from "@/lib/papers/saves";
import type { Viewer } from "@/lib/people/viewer";

/** What a link in a mail offers to do with a paper. */
export type MailAct = {
  act: "upvote" | "save";
  paper: Paper;
  /** Whether the viewer has done it already. */
  done: boolean;
};

/**
 * What the page behind "Upvote" or "Save" in a mail shows.
 * @param text the paper's key, as the address gives it
 * @returns null for another act, and for a paper that is unknown or not listed
 */
export async function findMailAct(act: string, text: string, viewer: Viewer | null): Promise<MailAct | null> {
  if (act !== "upvote" && act !== "save") return null;
  const key = canonicalKey(text.slice(0, 60));
  const paper = key ? await findPaper(key) : null;
  if (paper?.status !== "listed") return null;
  const done = act === "save" ? await isSaved(viewer, paper.id) : (await findVote(viewer, paper.id)).upvoted;
  return { act, paper, done };
}
