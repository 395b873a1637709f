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
