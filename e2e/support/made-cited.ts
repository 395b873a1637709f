import { isoDay } from "@/lib/base/time";
import type { Cited } from "@/lib/programs/formats/cited";

/** A sample paper as exports read it, without a database. */
export function makeCited(given: Partial<Cited> = {}): Cited {
  const publishedAt = given.publishedAt ?? new Date("2026-03-02T12:00:00Z");
  return {
    id: 1,
    key: "2603.00001",
    citeKey: null,
    title: "A bound on $x^2$ for BERT",
    abstract: "We study $x_1 < \\alpha$ & find that it holds.",
    abstractKind: "abstract",
    authors: ["Ada Lovelace", "Ludwig van Beethoven"],
    familyNames: [],
    organization: null,
    organizationSlug: null,
    topics: ["cs.CL", "cs.LG"],
    keywords: [],
    comment: null,
    journalRef: null,
    doi: null,
    dois: [],
    licence: null,
    publishedAt,
    announcedAt: publishedAt,
    updatedAt: publishedAt,
    day: new Date(isoDay(publishedAt)),
    sourceUrl: null,
    codeUrl: null,
    codeStars: null,
    projectUrl: null,
    withdrawn: false,
    withdrawnBy: null,
    upvotes: 7,
    commentCount: 1,
    ...given,
  };
}
