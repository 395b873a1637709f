import { asTyped } from "@/lib/base/text";
import { parseArxivId } from "@/lib/papers/arxiv/ids";
import { afterDoi, withoutMarks } from "@/lib/papers/dois";

export type PaperAddress = { kind: "arxiv"; id: string } | { kind: "doi"; doi: string };

// Publishers' own URLs contain the DOI: dl.acm.org/doi/abs/10.1145/…, link.springer.com/article/10.1007/….
const doiAnywhere =
  /(?:^[(<[{"'“‘]*|[/=]|doi[:.]?\s*)(10\.\d{4,9}(?:\.\d+)*\/(?:[^\s"<>]|<[^\s<>"/]{1,60}>)+)/i;
// The last character of a serial item code (SICI) may be "#".
const fragment = String.raw`(?<!;\d-)#.*$`;
const queryOrFragment = new RegExp(String.raw`\?.*$|${fragment}`, "s");
/** The same in what is left of a URL, where "&" begins another parameter. */
const parameters = new RegExp(`[?&].*$|${fragment}`, "s");

/**
 * Reads which paper an arXiv id, a URL or a DOI names. DOIs issued by arXiv are read as arXiv ids.
 * @returns null for any other text
 */
export function readAddress(text: string): PaperAddress | null {
  if (text.length > 500) return null;
  const arxiv = parseArxivId(text);
  if (arxiv) return { kind: "arxiv", id: arxiv.id };
  const doi = readDoi(asTyped(text).trim());
  return doi ? { kind: "doi", doi } : null;
}

function readDoi(text: string): string | null {
  const found = doiAnywhere.exec(decode(text.replace(queryOrFragment, ""))) ?? doiAnywhere.exec(decode(text));
  const doi = withoutMarks((found?.[1] ?? "").replace(parameters, ""));
  const isOfPublisher = /^https?:/i.test(text) && !/^https?:\/\/(?:[\w-]+\.)?doi\.org\//i.test(text);
  return (isOfPublisher ? doi.replace(afterDoi, "") : doi) || null;
}

/** The same for a text that is nothing but an address: more words than that are a query. */
export function readWholeAddress(text: string): PaperAddress | null {
  const address = readAddress(text);
  return address?.kind === "doi" && !/^(?:doi[:.]?\s*)?\S+$/i.test(asTyped(text).trim()) ? null : address;
}

/** The public key that an id or a URL in any spelling stands for, or null: `arXiv:2601.05230v2` → `2601.05230`. */
export function canonicalKey(text: string): string | null {
  return /^q-[a-z0-9]{8}$/.test(text) ? text : (parseArxivId(text)?.id ?? null);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign means that the text is not percent-encoded.
    return text;
  }
}
