import { type ClaimRow, listPendingClaims, listVerifiedClaims } from "@/lib/community/claims/claims";
import { findBannedAddress } from "@/lib/community/moderation/ban";
import { type HiddenPaper, listHidden } from "@/lib/community/moderation/curation";
import { listPending, type PendingPaper } from "@/lib/community/moderation/pending";
import { findPerson, type Person } from "@/lib/people/people";
import { canModerate } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";

/** The content of the review page for a curator, with a part for moderators. */
export type ReviewPage = {
  pending: PendingPaper[];
  claims: ClaimRow[];
  verified: ClaimRow[];
  /** Null unless the viewer is a moderator. */
  moderation: {
    hidden: HiddenPaper[];
    name: string;
    person: Person | null;
    /** If the name is a mail address: since when a ban rests on it. */
    bannedSince: Date | null;
  } | null;
};

/**
 * Reads what waits for the viewer's decision, and the decisions that can be reversed.
 * @param name the username or banned mail address that a moderator searches for, or ""
 * @throws AppError forbidden unless the viewer is a curator
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
  const isAddress = name.includes("@");
  const [hidden, person, bannedSince] = await Promise.all([
    listHidden(viewer),
    name && !isAddress ? findPerson(name) : null,
    isAddress ? findBannedAddress(viewer, name) : null,
  ]);
  return { hidden, name, person, bannedSince };
}
