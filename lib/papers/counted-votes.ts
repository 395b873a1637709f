import type { Tx } from "@/lib/base/db";
import type { UncountedReason } from "@/prisma/generated/enums";

/** A person's votes that were not withdrawn, on one paper or on all. */
type Votes = { userId: number; paperId?: number };

/** Reasons that can come and go later; `rate` is decided once, when a vote is cast. */
type Reason = Exclude<UncountedReason, "rate">;

/** Stops counting these votes from `now` on, for this reason. The caller recounts the papers. */
export async function stopCounting(tx: Tx, votes: Votes, uncountedReason: Reason, now: Date): Promise<void> {
  await tx.vote.updateMany({
    where: { ...votes, withdrawnAt: null, uncountedAt: null },
    data: { uncountedAt: now, uncountedReason },
  });
}

/**
 * Counts these votes again that were excluded for this reason, unless the other reason applies: votes of a banned
 * account and votes on papers of which the voter is a verified author stay excluded, with that reason. The caller
 * recounts the papers.
 */
export async function countAgain(tx: Tx, votes: Votes, uncountedReason: Reason): Promise<void> {
  const { userId } = votes;
  const where = { ...votes, withdrawnAt: null, uncountedReason };
  if (uncountedReason === "banned")
    await tx.vote.updateMany({
      where: { ...where, paper: { claims: { some: { userId, status: "verified" } } } },
      data: { uncountedReason: "own_paper" },
    });
  else
    await tx.vote.updateMany({
      where: { ...where, user: { bannedAt: { not: null } } },
      data: { uncountedReason: "banned" },
    });
  await tx.vote.updateMany({ where, data: { uncountedAt: null, uncountedReason: null } });
}

const sentences: Record<UncountedReason, string> = {
  banned: "Your upvote is kept but not counted: this account is banned.",
  own_paper: "Your upvote is kept but not counted: you are an author of this paper.",
  rate: "Your upvote is kept but not counted: there were very many within the hour.",
};

/** One sentence that tells the voter why a vote does not count, or null for a vote that counts. */
export function uncountedNote(reason: UncountedReason | null): string | null {
  return reason && sentences[reason];
}
