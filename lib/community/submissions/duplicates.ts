import { getDb } from "@/lib/base/db";
import { doiSpellings } from "@/lib/papers/address";
import { authorSlug } from "@/lib/papers/author-slug";
import { listed } from "@/lib/papers/conditions";
import { plainText } from "@/lib/papers/latex/latex";
import { titleKey } from "@/lib/papers/title-key";

/** A listed paper that is the same work under another key, and what the two have in common. */
export type Duplicate = { key: string; title: string; by: "doi" | "title" };

type Candidate = { key: string | null; title: string; authors: string[]; doi: string | null };

/**
 * Finds a listed paper that is the same work: it has the same DOI, or the same folded title and an author in common.
 * @param paper with its own key, if it has one, which is excluded
 */
export async function findDuplicate({ key, title, authors, doi }: Candidate): Promise<Duplicate | null> {
  const slugs = authors.map(authorSlug);
  const folded = titleKey(title);
  const sameTitle = folded ? [{ titleKey: folded, authorSlugs: { hasSome: slugs } }] : [];
  const sameDoi = doi ? [{ doi: { in: doiSpellings(doi) } }] : [];
  const found = await getDb().paper.findFirst({
    where: {
      ...listed,
      OR: [...sameDoi, ...sameTitle],
      ...(key === null ? {} : { key: { not: key } }),
    },
    orderBy: { id: "asc" },
    select: { key: true, title: true, doi: true },
  });
  if (!found) return null;
  const by = doi && found.doi?.toLowerCase() === doi.toLowerCase() ? "doi" : "title";
  return { key: found.key, title: found.title, by };
}

/** One sentence that tells the submitter which paper theirs duplicates. */
export function duplicateSentence({ key, title, by }: Duplicate): string {
  const same = by === "doi" ? "DOI" : "title and author";
  return `A paper with the same ${same} is here already: “${plainText(title)}” (/papers/${key}).`;
}
