import { parseArxivId } from "@/lib/papers/arxiv/ids";

export type PaperAddress = { kind: "arxiv"; id: string } | { kind: "doi"; doi: string };

// Publishers' own URLs contain the DOI: dl.acm.org/doi/abs/10.1145/…, link.springer.com/article/10.1007/….
const doiAnywhere = /(?:^|\/|doi:\s*)(10\.\d{4,9}\/(?:[^\s?#"<>]|<[^\s<>"/]{1,60}>)+)/i;

/**
 * Reads which paper an arXiv id, a URL or a DOI names. DOIs issued by arXiv are read as arXiv ids.
 * @returns null for any other text
 */
export function readAddress(text: string): PaperAddress | null {
  if (text.length > 500) return null;
  const arxiv = parseArxivId(text);
  if (arxiv) return { kind: "arxiv", id: arxiv.id };
  const doi = doiAnywhere.exec(decode(text.trim()))?.[1]?.replace(/[.,;)\]}'”/]+$/, "");
  return doi ? { kind: "doi", doi } : null;
}

/** The same for a text that is nothing but an address: more words than that are a query. */
export function readWholeAddress(text: string): PaperAddress | null {
  const address = readAddress(text);
  return address?.kind === "doi" && !/^(?:doi:\s*)?\S+$/i.test(text.trim()) ? null : address;
}

/** The public key that an id or a URL in any spelling stands for, or null: `arXiv:2601.05230v2` → `2601.05230`. */
export function canonicalKey(text: string): string | null {
  return /^q-[a-z0-9]{8}$/.test(text) ? text : (parseArxivId(text)?.id ?? null);
}

/** The spellings under which a DOI may be stored, because DOIs are case-insensitive: as given, lower and upper case. */
export function doiSpellings(doi: string): string[] {
  return [...new Set([doi, doi.toLowerCase(), doi.toUpperCase()])];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign means that the text is not percent-encoded.
    return text;
  }
}
