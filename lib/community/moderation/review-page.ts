import { type ClaimRow, listPendingClaims, listVerifiedClaims } from "@/lib/community/claims/claims";
import { type HiddenPaper, listHidden } from "@/lib/community/moderation/curation";
import { listPending, type PendingPaper } from "@/lib/community/moderation/pending";
import { findPerson, type Person } from "@/lib/people/people";
import { canModerate } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";

/** What the review page shows to a curator, and to a moderator besides. */
export type ReviewPage = {
  pending: PendingPaper[];
  claims: ClaimRow[];
  verified: ClaimRow[];
  /** Null for those who do not moderate. */
  moderation: { hidden: HiddenPaper[]; name: string; person: Person | null } | null;
};

/**
 * What waits for the viewer's decision, and what can be taken back.
 * @param name the username that a moderator looks for, or ""
 * @throws AppError forbidden for all but curators
 */
export async function getReviewPage(viewer: Viewer, name: string): Promise<ReviewPage> {
  const [pending, claims, verified, moderation] = await Promise.all([
    listPending(viewer),
    listPendingClaims(viewer),
    listVerifiedClaims(viewer),
    canModerate(viewer) ? getModeration(viewer, name) : null,
  ]);
  return { pending, claims, verified, moderation };
}

async function getModeration(viewer: Viewer, name: string): Promise<ReviewPage["moderation"]> {
  const [hidden, person] = await Promise.all([listHidden(viewer), name ? findPerson(name) : null]);
  return { hidden, name, person };
}
