import { type Format, type PaperFormat, splitFormat } from "@/lib/programs/formats/formats";

/**
 * Where a feed is to be had in a format: `/?window=week` as Atom is `/feeds/trending.atom?window=week`.
 * @param address path and query of the feed's page
 */
export function feedFile(address: string, format: Format): string {
  const [path = "/", query] = address.split("?");
  return `/feeds${path === "/" ? "/trending" : path}.${format}${query ? `?${query}` : ""}`;
}

/** A list's address at a later page. */
export function addressAfter(address: string, after: string): string {
  return `${address}${address.includes("?") ? "&" : "?"}after=${encodeURIComponent(after)}`;
}

/** The page's path and the format that a feed's address means, or null: `/feeds/new.rss` is `/new` as RSS. */
export function readFeedFile(path: string): { path: string; format: Format } | null {
  const split = path.startsWith("/feeds/") ? splitFormat(path.slice("/feeds".length)) : null;
  return split && { ...split, path: split.path === "/trending" ? "/" : split.path };
}

/** Where a paper is to be had in a format: `/papers/2601.05230.bib`. */
export function paperFile(key: string, format: PaperFormat): string {
  return `/papers/${key}.${format}`;
}

/** Where a paper's badge is to be had: `/papers/2601.05230/badge.svg`. */
export function paperBadgeFile(key: string): string {
  return `/papers/${key}/badge.svg`;
}
