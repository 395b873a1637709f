import type { Budget } from "@/lib/digests/subscriptions/schema";

/** A paper that may go into a digest, the best first. */
export type Candidate = {
  id: number;
  /** One line of plain words: why it is there. */
  reason: string;
  /** Budgets that it can be taken from: `interest:12`, `topic:cs.CL`, `wild`. */
  from: string[];
  /** A wild card cannot make a mail on its own. */
  wild: boolean;
};

export type Picked = { id: number; reason: string; budget: string | null };

type Limits = {
  most: number;
  budgets: Budget[];
  /** How many papers of each budget were mailed in the last seven days. */
  lately: Map<string, number>;
};

/** The name of a budget in a digest's rows. */
export function budgetKey({ kind, ref }: { kind: Budget["kind"]; ref: string }): string {
  return kind === "wild" ? kind : `${kind}:${ref}`;
}

/**
 * Chooses the papers of a mail, in the order they come. With budgets each paper is taken from the first that it fits and
 * that has papers left, and what fits none stays out. Wild cards alone are no mail.
 */
export function choosePapers(candidates: Candidate[], { most, budgets, lately }: Limits): Picked[] {
  const left = new Map(budgets.map((budget) => [budgetKey(budget), roomOf(budget, lately)]));
  const picks: Picked[] = [];
  let sure = false;
  for (const { id, reason, from, wild } of candidates) {
    if (picks.length === most) break;
    const budget = budgets.length ? from.find((key) => (left.get(key) ?? 0) > 0) : null;
    if (budget === undefined) continue;
    if (budget !== null) left.set(budget, (left.get(budget) ?? 0) - 1);
    picks.push({ id, reason, budget });
    sure ||= !wild;
  }
  return sure ? picks : [];
}

/** Whether every budget is used up by these picks, or the mail is full: looking further brings nothing. */
export function isFull(picks: Picked[], { most, budgets, lately }: Limits): boolean {
  if (picks.length >= most) return true;
  return (
    budgets.length > 0 &&
    budgets.every((budget) => {
      const key = budgetKey(budget);
      return picks.filter((pick) => pick.budget === key).length >= roomOf(budget, lately);
    })
  );
}

function roomOf(budget: Budget, lately: Map<string, number>): number {
  const mailed = budget.per === "week" ? (lately.get(budgetKey(budget)) ?? 0) : 0;
  return Math.max(0, budget.papers - mailed);
}
