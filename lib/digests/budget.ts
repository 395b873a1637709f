import type { BudgetKind } from "@/prisma/generated/enums";

/** The subject of a budget: an interest by its id, a topic by its id, or wild cards (with an empty `ref`). */
export type BudgetRef = { kind: BudgetKind; ref: string };

/** The columns that say from which budget a paper was taken; without budgets the kind is null. */
export type BudgetColumns = { budgetKind: BudgetKind | null; budgetRef: string };

/** The subject of a budget as one text, for maps and form fields: `interest:12`, `topic:cs.CL`, `wild`. */
export function budgetKey({ kind, ref }: BudgetRef): string {
  return kind === "wild" ? kind : `${kind}:${ref}`;
}
