import { headers } from "next/headers";
import { type Prepared, prepareSubmission } from "@/lib/community/submissions/submissions";
import { twinSentence } from "@/lib/community/submissions/twins";
import { getArxiv } from "@/lib/papers/arxiv/arxiv";
import type { Viewer } from "@/lib/people/viewer";
import { clientAddress } from "@/lib/web/address";
import { isAppError } from "@/lib/web/form";
import { countUse } from "@/lib/web/limits/limits";

/** Why a paper cannot be submitted: a sentence, and whether writing it out by hand is the way on. */
export type Refusal = { kind: "refused"; sentence: string; byHand: boolean };

export type LookUp = Exclude<Prepared, { kind: "twin" }> | Refusal;

/** Finds what a person pasted, here or at arXiv. Each look may ask arXiv, so each counts as a write. */
export async function lookUp(viewer: Viewer, text: string): Promise<LookUp> {
  try {
    await countUse("write", { viewer, address: clientAddress(await headers()) });
    const found = await prepareSubmission(viewer, text, { client: getArxiv(), now: new Date() });
    if (found.kind !== "twin") return found;
    return { kind: "refused", sentence: twinSentence(found.twin), byHand: false };
  } catch (reason) {
    if (!isAppError(reason)) throw reason;
    const byHand = reason.code === "unavailable" || reason.code === "invalid";
    return { kind: "refused", sentence: reason.message, byHand };
  }
}
