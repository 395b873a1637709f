import { type BudgetRef, budgetKey } from "@/lib/digests/budget";
import type { Budget } from "@/lib/digests/subscriptions/schema";

/** A paper that may go into a digest. */
export type Candidate = {
  id: number;
  /** The reason for its choice, in one line of plain text. */
  reason: string;
  /** The budgets from which it can be taken, best match first. */
  from: BudgetRef[];
  /** Whether it is a wild card; a digest never consists of wild cards only. */
  wild: boolean;
};

/** A chosen paper, with the budget from which it was taken; null without budgets. */
export type Picked = { id: number; reason: string; budget: BudgetRef | null };

/** How much a digest may hold. */
export type Limits = {
  most: number;
  budgets: Budget[];
  /** How many papers were mailed in the last seven days, by the key of their budget. */
  mailedLately: Map<string, number>;
};

/**
 * Chooses the papers of a digest, in the order of the candidates. With budgets each paper is taken from the first of its
 * budgets that has room, and a paper without such a budget is left out.
 * @param candidates the best first
 * @returns no papers if only wild cards would be chosen
 */
export function choosePapers(candidates: Candidate[], { most, budgets, mailedLately }: Limits): Picked[] {
  const left = new Map(budgets.map((budget) => [budgetKey(budget), roomOf(budget, mailedLately)]));
  const picks: Picked[] = [];
  let onlyWild = true;
  for (const { id, reason, from, wild } of candidates) {
    if (picks.length === most) break;
    const budget = budgets.length ? from.find((one) => (left.get(budgetKey(one)) ?? 0) > 0) : null;
    if (budget === undefined) continue;
    if (budget !== null) left.set(budgetKey(budget), (left.get(budgetKey(budget)) ?? 0) - 1);
    picks.push({ id, reason, budget });
    onlyWild &&= wild;
  }
  return onlyWild ? [] : picks;
}

/** Whether these picks fill the digest or all its budgets, so that further candidates would change nothing. */
export function isFull(picks: Picked[], { most, budgets, mailedLately }: Limits): boolean {
  if (picks.length >= most) return true;
  const taken = picks.flatMap(({ budget }) => (budget ? budgetKey(budget) : []));
  return (
    budgets.length > 0 &&
    budgets.every((budget) => {
      const key = budgetKey(budget);
      return taken.filter((one) => one === key).length >= roomOf(budget, mailedLately);
    })
  );
}

function roomOf(budget: Budget, mailedLately: Map<string, number>): number {
  const mailed = budget.per === "week" ? (mailedLately.get(budgetKey(budget)) ?? 0) : 0;
  return Math.max(0, budget.papers - mailed);
}
