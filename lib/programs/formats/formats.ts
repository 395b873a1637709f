/** Lists to subscribe to: media type, name and what the address ends in. */
export const feedFormats = {
  atom: { name: "Atom", type: "application/atom+xml" },
  rss: { name: "RSS", type: "application/rss+xml" },
  json: { name: "JSON", type: "application/feed+json" },
} as const;

/** Papers to take along, one or many. */
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

export function isFeedFormat(format: Format): format is FeedFormat {
  return format in feedFormats;
}

/** Cuts the format off an address: `topics/cs.CL.csl.json` is `topics/cs.CL` in `csl.json`; null without one. */
export function splitFormat(path: string): { path: string; format: Format } | null {
  // "csl.json" is also an end of "json": the longest fits first.
  const ends = Object.keys(formats).sort((a, b) => b.length - a.length) as Format[];
  const format = ends.find((end) => path.endsWith(`.${end}`));
  return format ? { path: path.slice(0, -format.length - 1), format } : null;
}

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
