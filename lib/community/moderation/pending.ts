import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { arrival, type Moment } from "@/lib/community/submissions/rows";
import { findTwin, twinSentence } from "@/lib/community/submissions/twins";
import { readAddress } from "@/lib/papers/address";
import { findPaper } from "@/lib/papers/papers";
import { canCurate } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";

/** A paper entered by hand, with all that a curator needs to decide on it. */
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

/** Papers that wait for a curator, oldest first, at most 50. @throws AppError forbidden */
export async function listPending(viewer: Viewer): Promise<PendingPaper[]> {
  assertCurator(viewer);
  return getDb().paper.findMany({
    where: { status: "pending" },
    orderBy: { id: "asc" },
    take: 50,
    select: {
      ...{ key: true, title: true, authors: true, abstract: true, topics: true, sourceUrl: true },
      submittedAt: true,
      submitter: { select: { username: true } },
    },
  });
}

/**
 * A curator lets a paper entered by hand into today's feed; approving again changes nothing. A paper that links to
 * arXiv takes its arXiv id as key, so that arXiv's own record finds it later.
 * @returns the key under which it is listed
 * @throws AppError forbidden, not-found; conflict when the same paper is here by now
 */
export async function approvePaper(viewer: Viewer, key: string, moment: Moment): Promise<string> {
  assertCurator(viewer);
  const paper = await findPaper(key);
  if (!paper || paper.status === "declined") throw noSuch();
  if (paper.status !== "pending") return key;
  const twin = await findTwin(paper);
  if (twin) throw new AppError("conflict", twinSentence(twin));
  const address = readAddress(paper.sourceUrl ?? "");
  const listed = address?.kind === "arxiv" ? address.id : key;
  if (listed !== key && (await findPaper(listed)))
    throw new AppError("conflict", `This paper is here already: /papers/${listed}.`);
  const data = { key: listed, status: "listed" as const, updatedAt: moment.now, ...arrival(moment) };
  await getDb().paper.updateMany({ where: { key, status: "pending" }, data });
  return listed;
}

/** A curator declines a paper entered by hand; declining again changes nothing. @throws AppError forbidden, not-found */
export async function declinePaper(viewer: Viewer, key: string, now = new Date()): Promise<void> {
  assertCurator(viewer);
  const where = { key, status: { in: ["pending" as const, "declined" as const] } };
  const { count } = await getDb().paper.updateMany({ where, data: { status: "declined", updatedAt: now } });
  if (!count) throw noSuch();
}

function assertCurator(viewer: Viewer): void {
  if (!canCurate(viewer)) throw new AppError("forbidden", "Only curators decide on submissions.");
}

function noSuch(): AppError {
  return new AppError("not-found", "No such paper waits for a decision.");
}
