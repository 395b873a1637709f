import { parseArxivId } from "@/lib/papers/arxiv/ids";

/** The public key that an address or an id in any spelling means, or null: `arXiv:2601.05230v2` → `2601.05230`. */
export function canonicalKey(text: string): string | null {
  return /^q-[a-z0-9]{8}$/.test(text) ? text : (parseArxivId(text)?.id ?? null);
}
