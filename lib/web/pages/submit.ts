import { isAppError } from "@/lib/base/errors";
import { listOwnEntries, type OwnEntry } from "@/lib/community/submissions/by-hand";
import { duplicateSentence } from "@/lib/community/submissions/duplicates";
import { prepareSubmission } from "@/lib/community/submissions/submissions";
import { getArxiv } from "@/lib/papers/arxiv/arxiv";
import type { PaperRecord } from "@/lib/papers/arxiv/record";
import type { Viewer } from "@/lib/people/viewer";
import { countUse } from "@/lib/web/limits/limits";

/** Why a paper cannot be submitted, in a sentence, and whether the viewer may enter it by hand instead. */
type Refusal = { sentence: string; byHand: boolean };

/** What the submit page shows: the paper's own page, the paper to confirm, or the form with the viewer's entries. */
export type SubmitPage =
  | { kind: "here"; key: string }
  | { kind: "new"; record: PaperRecord }
  | { kind: "form"; refusal: Refusal | null; entries: OwnEntry[] };

/**
 * Finds what the viewer pasted, here or at arXiv. Each look may ask arXiv, so each counts as a write.
 * @param text an id or an address of a paper, or "" for the empty form
 * @param address the client's, for the rate limit
 */
export async function getSubmitPage(viewer: Viewer, text: string, address: string): Promise<SubmitPage> {
  const found = text ? await lookUp(viewer, text, address) : null;
  if (found && "kind" in found) return found;
  return { kind: "form", refusal: found, entries: await listOwnEntries(viewer) };
}

async function lookUp(
  viewer: Viewer,
  text: string,
  address: string,
): Promise<Exclude<SubmitPage, { kind: "form" }> | Refusal> {
  try {
    await countUse("write", { viewer, address });
    const found = await prepareSubmission(viewer, text, { client: getArxiv(), now: new Date() });
    if (found.kind === "duplicate") return { sentence: duplicateSentence(found.duplicate), byHand: false };
    return found.kind === "here" ? { kind: "here", key: found.paper.key } : found;
  } catch (reason) {
    if (!isAppError(reason)) throw reason;
    const byHand = reason.code === "unavailable" || reason.code === "invalid";
    return { sentence: reason.message, byHand };
  }
}
