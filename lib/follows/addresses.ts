import type { FollowKind, MuteKind } from "@/prisma/generated/enums";

/** The page of something that is followed or muted, or null for a word. */
export function subjectAddress(kind: FollowKind | MuteKind, ref: string): string | null {
  return addresses[kind](ref);
}

const addresses: Record<FollowKind | MuteKind, (ref: string) => string | null> = {
  topic: (ref) => `/topics/${ref}`,
  author: (ref) => `/authors/${encodeURIComponent(ref)}`,
  person: (ref) => `/people/${ref}`,
  paper: (ref) => `/papers/${ref}`,
  search: (ref) => `/search?${ref}`,
  text: (ref) => `/similar?${new URLSearchParams({ to: ref })}`,
  word: () => null,
};
