import type { FollowKind, MuteKind } from "@/prisma/generated/enums";

/** The address of the page about something that can be followed or muted; null for a muted word, which has none. */
export function subjectAddress(kind: FollowKind | MuteKind, ref: string): string | null {
  return addresses[kind](ref);
}

const addresses: Record<FollowKind | MuteKind, (ref: string) => string | null> = {
  topic: (ref) => `/topics/${ref}`,
  author: (ref) => `/authors/${encodeURIComponent(ref)}`,
  organization: (ref) => `/organizations/${encodeURIComponent(ref)}`,
  person: (ref) => `/people/${ref}`,
  paper: (ref) => `/papers/${ref}`,
  search: (ref) => `/search?${ref}`,
  text: (ref) => `/similar?${new URLSearchParams({ to: ref })}`,
  word: () => null,
};
