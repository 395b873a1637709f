import type { MuteKind } from "@/prisma/generated/enums";

/** The kinds of things that can be muted, with their names. */
export const muteKindNames: Record<MuteKind, string> = {
  word: "Word",
  topic: "Topic",
  author: "Author",
  organization: "Organisation",
  person: "Person",
};
