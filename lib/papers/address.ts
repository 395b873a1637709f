import { parseArxivId } from "@/lib/papers/arxiv/ids";

export type PaperAddress = { kind: "arxiv"; id: string } | { kind: "doi"; doi: string };

// Publishers put the DOI into their own addresses: dl.acm.org/doi/abs/10.1145/…, link.springer.com/article/10.1007/….
const doiAnywhere = /(?:^|\/|doi:\s*)(10\.\d{4,9}\/[^\s?#"<>]+)/i;

/**
 * What paper a person means by an arXiv id, an address or a DOI; arXiv's own DOIs are read as its ids.
 * @returns null for anything else
 */
export function readAddress(text: string): PaperAddress | null {
  if (text.length > 500) return null;
  const arxiv = parseArxivId(text);
  if (arxiv) return { kind: "arxiv", id: arxiv.id };
  const doi = doiAnywhere.exec(decode(text.trim()))?.[1]?.replace(/[.,;)\]}'”/]+$/, "");
  return doi ? { kind: "doi", doi } : null;
}

/** The public key that an address or an id in any spelling means, or null: `arXiv:2601.05230v2` → `2601.05230`. */
export function canonicalKey(text: string): string | null {
  return /^q-[a-z0-9]{8}$/.test(text) ? text : (parseArxivId(text)?.id ?? null);
}

/** The spellings of a DOI under which a paper may be stored: DOIs do not tell case. */
export function doiSpellings(doi: string): string[] {
  return [...new Set([doi, doi.toLowerCase(), doi.toUpperCase()])];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign: the text is not encoded.
    return text;
  }
}
