/** Formats of feeds: the key is the ending of the address. */
export const feedFormats = {
  atom: { name: "Atom", type: "application/atom+xml" },
  rss: { name: "RSS", type: "application/rss+xml" },
  json: { name: "JSON", type: "application/feed+json" },
} as const;

/** Formats in which one paper or many are exported: the key is the ending of the address. */
export const paperFormats = {
  bib: { name: "BibTeX", type: "application/x-bibtex" },
  ris: { name: "RIS", type: "application/x-research-info-systems" },
  "csl.json": { name: "CSL-JSON", type: "application/vnd.citationstyles.csl+json" },
  csv: { name: "CSV", type: "text/csv" },
  md: { name: "Markdown", type: "text/markdown" },
} as const;

export type FeedFormat = keyof typeof feedFormats;
export type PaperFormat = keyof typeof paperFormats;
export type Format = FeedFormat | PaperFormat;

export const formats: Record<Format, { name: string; type: string }> = { ...feedFormats, ...paperFormats };

/** Whether a format is one of a feed, not of an export. */
export function isFeedFormat(format: Format): format is FeedFormat {
  return format in feedFormats;
}

/** Cuts the format off an address: `topics/cs.CL.csl.json` is `topics/cs.CL` in `csl.json`; null without one. */
export function splitFormat(path: string): { path: string; format: Format } | null {
  // "x.csl.json" ends in "json" too, so the longest ending is tried first.
  const ends = Object.keys(formats).sort((a, b) => b.length - a.length) as Format[];
  const format = ends.find((end) => path.endsWith(`.${end}`));
  return format ? { path: path.slice(0, -format.length - 1), format } : null;
}

/**
 * The address of a feed in a format: `/?window=week` as Atom is `/feeds/trending.atom?window=week`.
 * @param address path and query of the feed's page
 */
export function feedFile(address: string, format: Format): string {
  const [path = "/", query] = address.split("?");
  return `/feeds${path === "/" ? "/trending" : path}.${format}${query ? `?${query}` : ""}`;
}

/** The address of a later page of a list. @param after the cursor of that page */
export function addressAfter(address: string, after: string): string {
  return `${address}${address.includes("?") ? "&" : "?"}after=${encodeURIComponent(after)}`;
}

/** The page and format of a feed's address, or null if it is none: `/feeds/new.rss` is `/new` as RSS. */
export function readFeedFile(path: string): { path: string; format: Format } | null {
  const split = path.startsWith("/feeds/") ? splitFormat(path.slice("/feeds".length)) : null;
  return split && { ...split, path: split.path === "/trending" ? "/" : split.path };
}

/** The address of a paper in a format: `/papers/2601.05230.bib`. */
export function paperFile(key: string, format: PaperFormat): string {
  return `/papers/${key}.${format}`;
}

/** The address of a paper's badge: `/papers/2601.05230/badge.svg`. */
export function paperBadgeFile(key: string): string {
  return `/papers/${key}/badge.svg`;
}
