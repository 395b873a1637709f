import { isWithdrawalNotice } from "@/lib/papers/arxiv/withdrawal";
import type { AbstractKind } from "@/prisma/generated/enums";

type Abstracted = { abstract: string; abstractKind: AbstractKind; withdrawn: boolean };

/**
 * What stands in the place of a paper's abstract: the authors' abstract, the hub's summary, or the notice of a withdrawn paper
 * whose earlier versions the hub never saw. Neither a summary nor a notice is presented as an abstract.
 */
export function abstractKindOf({ abstract, abstractKind, withdrawn }: Abstracted): AbstractKind | "notice" {
  return abstractKind === "abstract" && withdrawn && isWithdrawalNotice(abstract) ? "notice" : abstractKind;
}
