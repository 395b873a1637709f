import type { LinkKind, LinkOrigin } from "@/prisma/generated/enums";

/** The kinds of links as people read them. */
export const linkWords: Record<LinkKind, string> = {
  code: "Code",
  model: "Model",
  dataset: "Dataset",
  space: "Space",
  project: "Project page",
  video: "Video",
};

/** Where a link was found; null for links that people or imports gave. */
export const originWords: Record<LinkOrigin, string | null> = {
  person: null,
  import: null,
  abstract: "found in the abstract",
  comment: "found in the comment",
};

/** An address as people read it, without its scheme. */
export function shortUrl(url: string): string {
  return url.replace(/^https?:\/\//, "");
}
