import type { BudgetKind } from "@/prisma/generated/enums";

/** What a budget is for: an interest by its id, a topic by its id, or wild cards, whose `ref` is empty. */
export type BudgetRef = { kind: BudgetKind; ref: string };

/** How a row holds which budget a paper was taken from; no kind where there were no budgets. */
export type BudgetColumns = { budgetKind: BudgetKind | null; budgetRef: string };

/** What a budget is for as one text, for maps and form fields: `interest:12`, `topic:cs.CL`, `wild`. */
export function budgetKey({ kind, ref }: BudgetRef): string {
  return kind === "wild" ? kind : `${kind}:${ref}`;
}
