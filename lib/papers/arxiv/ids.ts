import { asTyped } from "@/lib/base/text";
import { isArchive } from "@/lib/papers/topics/topics";

export type ArxivId = { id: string; version: number | null };

const hosts =
  "(?:[a-z0-9-]+\\.)*(?:arxiv\\.org|alphaxiv\\.org|ar5iv\\.org)|xxx\\.lanl\\.gov|(?:www\\.)?arxiv-vanity\\.com(?=/papers/)|(?:www\\.)?semanticscholar\\.org(?=/arxiv/)|ui\\.adsabs\\.harvard\\.edu(?=/abs/arxiv:)|(?:huggingface\\.co|hf\\.co)(?=/papers/)|(?:www\\.)?(?:scirate\\.com|papers\\.cool)(?=/arxiv/)";
const address = new RegExp(`^(?:https?://)?(?:${hosts})/[a-z-]+/(.+)$`, "i");
const doiAddress = /^(?:(?:https?:\/\/)?(?:dx\.)?doi\.org\/|doi:\s*)?10\.48550\/arxiv\.(.+)$/i;
const newId = /^(\d{2})(\d{2})\.(\d{4,5})(?:v(\d{1,3}))?$/i;
const oldId = /^([a-z-]+)(?:\.[a-z-]{2,})?\/(\d{2})(\d{2})(\d{3})(?:v(\d{1,3}))?$/i;

/**
 * Reads an arXiv id in any form that people paste: new or old, with or without version or `arXiv:` prefix, as a URL
 * (arXiv's abs, pdf, html …, also alphaxiv.org, huggingface.co/papers and scirate.com) or a DOI (`10.48550/arXiv.…`).
 * @returns the canonical id (old ids without subject class) and the version, if given; null when the text is no arXiv id
 */
export function parseArxivId(text: string): ArxivId | null {
  if (text.length > 500) return null;
  const bare = stripWrapping(asTyped(text).trim());
  return parseNewId(bare) ?? parseOldId(bare);
}

/** The DOI that arXiv issues for a paper: `10.48550/arXiv.2601.05230`. */
export function arxivDoi(id: string): string {
  return `10.48550/arXiv.${id}`;
}

/** The month (`YYYY-MM`) in an arXiv id: 2026-01 for `2601.05230`, 1999-01 for `hep-th/9901001`. */
export function idMonth(id: string): string {
  const [, year = "", month = ""] = /(\d{2})(\d{2})\.?\d{3,5}$/.exec(id) ?? [];
  return `${Number(year) > 90 ? 19 : 20}${year}-${month}`;
}

/** The URL of a paper at arXiv; `id` may include a version (`2601.05230v2`). */
export function arxivUrl(id: string, kind: "abs" | "pdf" | "html" = "abs"): string {
  return `https://arxiv.org/${kind}/${id}`;
}

function stripWrapping(text: string): string {
  const trimmed = text.replace(/^[<([{"'“]+/, "").replace(/[>)\]}"'”.,;:!?/]+$/, "");
  const path = address
    .exec(trimmed)?.[1]
    ?.replace(/[?#].*$/, "")
    .replace(/%2f/gi, "/")
    .replace(/\/abstract$/, "");
  const name = path ?? doiAddress.exec(trimmed)?.[1] ?? trimmed;
  // People copy the stamp on a paper's first page: "arXiv:2601.05230v1 [cs.CL] 8 Jan 2026".
  // Google Scholar cites "arXiv preprint arXiv:2601.05230 (2026)", dblp "CoRR abs/2601.05230", OAI-PMH "oai:arXiv.org:2601.05230".
  const unstamped = name
    .replace(/^(?:arxiv preprint (?=arxiv:)|corr,? (?=abs\/)|oai:(?=arxiv\.org:))/i, "")
    .replace(/^(?:arxiv(?:\.org:|\s*:\s*|\s+|\.(?=\d))|abs\/)/i, "")
    .replace(/\s*\[[\w.-]+\]?.*$|,? \(?(?:19|20)\d\d\)?$/s, "");
  return unstamped.replace(/(?:\.pdf)?\/?$/i, "");
}

function parseNewId(text: string): ArxivId | null {
  const match = newId.exec(text);
  if (!match) return null;
  const [, year = "", month = "", number = "", version] = match;
  const yearMonth = Number(year + month);
  // Numbers have four digits until 2014 and five since. Years 91 to 99 belong to old ids.
  const wanted = yearMonth < 1501 ? 4 : 5;
  if (yearMonth < 704 || yearMonth > 9012 || number.length !== wanted || Number(number) === 0) return null;
  return finish(`${year}${month}.${number}`, month, version);
}

function parseOldId(text: string): ArxivId | null {
  const match = oldId.exec(text);
  if (!match) return null;
  const [, name = "", year = "", month = "", number = "", version] = match;
  const archive = name.toLowerCase();
  const yearMonth = Number(year + month);
  if (!isArchive(archive) || (yearMonth > 703 && yearMonth < 9107)) return null;
  return finish(`${archive}/${year}${month}${number}`, month, version);
}

function finish(id: string, month: string, version: string | undefined): ArxivId | null {
  if (Number(month) < 1 || Number(month) > 12 || Number(version ?? 1) === 0) return null;
  return { id, version: version === undefined ? null : Number(version) };
}
