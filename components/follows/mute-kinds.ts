import type { MuteKind } from "@/prisma/generated/enums";

/** What can be muted, as it is called. */
export const muteKindNames: Record<MuteKind, string> = {
  word: "Word",
  topic: "Topic",
  author: "Author",
  person: "Person",
};
