import type { UncountedReason } from "@/prisma/generated/enums";

const sentences: Record<UncountedReason, string> = {
  banned: "Your upvote is kept but not counted: this account is banned.",
  own_paper: "Your upvote is kept but not counted: you are an author of this paper.",
  rate: "Your upvote is kept but not counted: there were very many within the hour.",
};

/** Why a vote does not count, in one sentence for the voter; null for one that counts. */
export function uncountedNote(reason: UncountedReason | null): string | null {
  return reason && sentences[reason];
}
