import { getDb } from "@/lib/base/db";
import { canonicalKey } from "@/lib/papers/address";
import { listed } from "@/lib/papers/conditions";

const doiAddress = /^(?:(?:https?:\/\/)?(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)$/i;

/**
 * The key of the one listed paper that a text names outright: by an id or an address in any spelling, or by a DOI.
 * @returns null where the text is nothing but words, or names a paper that is not here
 */
export async function findKeyByAddress(text: string): Promise<string | null> {
  const name = text.trim().slice(0, 300);
  const key = canonicalKey(name);
  const doi = doiAddress.exec(name)?.[1]?.toLowerCase();
  const names = [...(key ? [{ key }] : []), ...(doi ? [{ doi }] : [])];
  if (names.length === 0) return null;
  const paper = await getDb().paper.findFirst({
    where: { ...listed, OR: names },
    select: { key: true },
  });
  return paper?.key ?? null;
}
