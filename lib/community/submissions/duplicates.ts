import { getDb } from "@/lib/base/db";
import { authorSlug } from "@/lib/papers/author-slug";
import { listed } from "@/lib/papers/conditions";
import { doiKey, listDois } from "@/lib/papers/dois";
import { plainText } from "@/lib/papers/latex/latex";
import { titleKey } from "@/lib/papers/title-key";

/** A listed paper that is the same work under another key, and what the two have in common. */
export type Duplicate = { key: string; title: string; by: "doi" | "title" };

type Candidate = {
  key: string | null;
  title: string;
  authors: string[];
  doi: string | null;
  dois?: string[];
};

/**
 * Finds a listed paper that is the same work: it has the same DOI, or the same folded title and an author in common.
 * @param paper with its own key, if it has one, which is excluded
 */
export async function findDuplicate({ key, title, authors, ...named }: Candidate): Promise<Duplicate | null> {
  const slugs = authors.map(authorSlug);
  const folded = titleKey(title);
  const sameTitle = folded ? [{ titleKey: folded, authorSlugs: { hasSome: slugs } }] : [];
  const keys = listDois(named).map(doiKey);
  const sameDoi = keys.length > 0 ? [{ doiKeys: { hasSome: keys } }] : [];
  const found = await getDb().paper.findFirst({
    where: {
      ...listed,
      OR: [...sameDoi, ...sameTitle],
      ...(key === null ? {} : { key: { not: key } }),
    },
    orderBy: { id: "asc" },
    select: { key: true, title: true, doiKeys: true },
  });
  if (!found) return null;
  const by = found.doiKeys.some((one) => keys.includes(one)) ? "doi" : "title";
  return { key: found.key, title: found.title, by };
}

/** One sentence that tells the submitter which paper theirs duplicates. */
export function duplicateSentence({ key, title, by }: Duplicate): string {
  const same = by === "doi" ? "DOI" : "title and author";
  return `A paper with the same ${same} is here already: “${plainText(title)}” (/papers/${key}).`;
}
