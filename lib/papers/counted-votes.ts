import type { Tx } from "@/lib/base/db";
import type { UncountedReason } from "@/prisma/generated/enums";

/** Somebody's standing votes, on one paper or on all. */
type Votes = { userId: number; paperId?: number };

/** The reasons that others decide on; `rate` is decided when a vote is cast. */
type Reason = Exclude<UncountedReason, "rate">;

/** Somebody's standing votes stop counting from `now` on, for this reason. The caller recounts the papers. */
export async function stopCounting(tx: Tx, votes: Votes, uncountedReason: Reason, now: Date): Promise<void> {
  await tx.vote.updateMany({
    where: { ...votes, withdrawnAt: null, uncountedAt: null },
    data: { uncountedAt: now, uncountedReason },
  });
}

/**
 * Somebody's standing votes that did not count for this reason count again, unless the other reason holds: those of a
 * banned account stay out, and so do votes on papers of which the voter is a verified author. The caller recounts.
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

/** Why a vote does not count, in one sentence for the voter; null for one that counts. */
export function uncountedNote(reason: UncountedReason | null): string | null {
  return reason && sentences[reason];
}
