import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { countAgain, stopCounting } from "@/lib/papers/counted-votes";
import { getListedPaper } from "@/lib/papers/papers";
import { recountPapers } from "@/lib/papers/recount";
import { assertMayPublish, canAdminister, canCurate } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";
import type { ClaimStatus } from "@/prisma/generated/enums";

export type Decision = "verified" | "declined";

/** A claim as curators see it. */
export type ClaimRow = {
  id: number;
  authorName: string;
  status: ClaimStatus;
  createdAt: Date;
  username: string | null;
  paper: { key: string; title: string };
};

/**
 * Claims a paper for the viewer as one of its authors. Repeating the claim changes nothing, except that a pending claim
 * takes the new name.
 * @returns the claim's status
 * @throws AppError forbidden for banned accounts; not-found; invalid when the paper has no such author; conflict
 * when another account is verified as that author
 */
export async function claimPaper(viewer: Viewer, key: string, authorName: string): Promise<ClaimStatus> {
  assertMayPublish(viewer, "claim papers");
  const paper = await getListedPaper(key);
  if (!paper.authors.includes(authorName))
    throw new AppError("invalid", "Choose your name from the paper's list of authors.");
  const otherClaim = {
    paperId: paper.id,
    authorName,
    status: "verified" as const,
    userId: { not: viewer.id },
  };
  if (await getDb().claim.findFirst({ where: otherClaim }))
    throw new AppError("conflict", `Somebody else is verified as ${authorName} already.`);
  const own = { paperId: paper.id, userId: viewer.id };
  await getDb().claim.createMany({ data: [{ ...own, authorName }], skipDuplicates: true });
  await getDb().claim.updateMany({ where: { ...own, status: "pending" }, data: { authorName } });
  return (await getDb().claim.findUniqueOrThrow({ where: { paperId_userId: own } })).status;
}

/**
 * Decides on a claim, or changes an earlier decision. A verified author's upvote on the paper stops counting; it counts
 * again if the claim is declined later.
 * @throws AppError forbidden unless the viewer is a curator, and for the viewer's own claim unless they are an admin;
 * not-found
 */
export async function decideClaim(
  viewer: Viewer,
  id: number,
  decision: Decision,
  now = new Date(),
): Promise<void> {
  assertCurator(viewer);
  await getDb().$transaction(async (tx) => {
    const claim = await tx.claim.findUnique({ where: { id } });
    if (!claim) throw new AppError("not-found", "There is no such claim.");
    if (claim.userId === viewer.id && !canAdminister(viewer))
      throw new AppError("forbidden", "Somebody else has to decide on your own claim.");
    await tx.$queryRaw`SELECT 1 FROM papers WHERE id = ${claim.paperId} FOR NO KEY UPDATE`;
    const data = { status: decision, decidedAt: now };
    await tx.claim.updateMany({ where: { id, status: { not: decision } }, data });
    const votes = { userId: claim.userId, paperId: claim.paperId };
    if (decision === "verified") await stopCounting(tx, votes, "own_paper", now);
    else await countAgain(tx, votes, "own_paper");
    await recountPapers(tx, [claim.paperId]);
  });
}

/** Pending claims, oldest first, at most 50. @throws AppError forbidden unless the viewer is a curator */
export async function listPendingClaims(viewer: Viewer): Promise<ClaimRow[]> {
  assertCurator(viewer);
  return listClaims({ status: "pending", orderBy: { id: "asc" } });
}

/** Verified claims, latest decision first, at most 50. @throws AppError forbidden unless the viewer is a curator */
export async function listVerifiedClaims(viewer: Viewer): Promise<ClaimRow[]> {
  assertCurator(viewer);
  return listClaims({ status: "verified", orderBy: { decidedAt: "desc" } });
}

type Order = { id: "asc" } | { decidedAt: "desc" };

async function listClaims({ status, orderBy }: { status: ClaimStatus; orderBy: Order }): Promise<ClaimRow[]> {
  const rows = await getDb().claim.findMany({
    where: { status },
    orderBy,
    take: 50,
    include: {
      user: { select: { username: true } },
      paper: { select: { key: true, title: true } },
    },
  });
  return rows.map(({ id, authorName, createdAt, user, paper }) => {
    return { id, authorName, status, createdAt, username: user.username, paper };
  });
}

function assertCurator(viewer: Viewer): void {
  if (!canCurate(viewer)) throw new AppError("forbidden", "Only curators decide on claims.");
}
