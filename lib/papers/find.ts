import { getDb } from "@/lib/base/db";
import { canonicalKey, readWholeAddress } from "@/lib/papers/address";
import { listed } from "@/lib/papers/conditions";
import { doiKey } from "@/lib/papers/dois";

/**
 * Finds the listed paper that a text names by an id or a URL in any spelling, or by a DOI.
 * @returns the paper's key, or null when the text is neither or the paper is not listed here
 */
export async function findKeyByAddress(text: string): Promise<string | null> {
  const name = text.trim().slice(0, 300);
  const key = canonicalKey(name);
  const address = readWholeAddress(name);
  const named = address?.kind === "doi" ? [{ doiKeys: { has: doiKey(address.doi) } }] : [];
  const names = [...(key ? [{ key }] : []), ...named];
  if (names.length === 0) return null;
  const paper = await getDb().paper.findFirst({
    where: { ...listed, OR: names },
    select: { key: true },
  });
  return paper?.key ?? null;
}
