import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { duplicateSentence, findDuplicate } from "@/lib/community/submissions/duplicates";
import { readAddress } from "@/lib/papers/address";
import { moveStatus } from "@/lib/papers/change";
import { findPaper } from "@/lib/papers/papers";
import { listSubmitted, type Moment } from "@/lib/papers/submitted";
import { canCurate } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";

/** A paper entered by hand, with what a curator needs to decide on it. */
export type PendingPaper = {
  key: string;
  title: string;
  authors: string[];
  abstract: string;
  topics: string[];
  sourceUrl: string | null;
  submittedAt: Date | null;
  submitter: { username: string | null } | null;
};

/** Papers that wait for a decision, oldest first, at most 50. @throws AppError forbidden unless the viewer is a curator */
export async function listPending(viewer: Viewer): Promise<PendingPaper[]> {
  if (!canCurate(viewer)) throw new AppError("forbidden", "Only curators decide on submissions.");
  return getDb().paper.findMany({
    where: { status: "pending" },
    orderBy: { id: "asc" },
    take: 50,
    select: {
      key: true,
      title: true,
      authors: true,
      abstract: true,
      topics: true,
      sourceUrl: true,
      submittedAt: true,
      submitter: { select: { username: true } },
    },
  });
}

export const decisions = ["approved", "declined"] as const;

/**
 * Decides on a paper entered by hand; the same decision again changes nothing. An approved paper joins today's feed. One
 * that links to arXiv gets its arXiv id as key, so that arXiv's record later updates it.
 * @returns the key of the listed paper, or null for a declined one
 * @throws AppError forbidden unless the viewer is a curator; not-found; conflict when the paper has been listed meanwhile
 */
export async function decideSubmission(
  viewer: Viewer,
  key: string,
  decision: (typeof decisions)[number],
  moment: Moment,
): Promise<string | null> {
  if (!canCurate(viewer)) throw new AppError("forbidden", "Only curators decide on submissions.");
  if (decision === "approved") return approve(key, moment);
  await decline(key);
  return null;
}

async function approve(key: string, moment: Moment): Promise<string> {
  const paper = await findPaper(key);
  if (!paper || paper.status === "declined") throw noSuchSubmission();
  if (paper.status !== "pending") return key;
  const duplicate = await findDuplicate(paper);
  if (duplicate) throw new AppError("conflict", duplicateSentence(duplicate));
  const address = readAddress(paper.sourceUrl ?? "");
  const listed = address?.kind === "arxiv" ? address.id : key;
  if (listed !== key && (await findPaper(listed)))
    throw new AppError("conflict", `This paper is here already: /papers/${listed}.`);
  await listSubmitted(key, listed, moment);
  return listed;
}

async function decline(key: string): Promise<void> {
  if (!(await moveStatus(key, ["pending", "declined"], "declined"))) throw noSuchSubmission();
}

function noSuchSubmission(): AppError {
  return new AppError("not-found", "No such paper waits for a decision.");
}
