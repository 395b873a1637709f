import { dayIn } from "@/lib/base/time";
import type { PaperRecord } from "@/lib/papers/arxiv/record";
import { authorSlug, organizationSlug } from "@/lib/papers/author-slug";
import { makeCiteKey } from "@/lib/papers/cite-key";
import { listDois } from "@/lib/papers/dois";
import { linksVersion } from "@/lib/papers/find-links";
import { priorHeat } from "@/lib/papers/heat";
import type { PaperLink } from "@/lib/papers/paper-links";
import { isName } from "@/lib/papers/read-source";
import { titleKey } from "@/lib/papers/title-key";
import { withSuccessors } from "@/lib/papers/topics/topics";
import type { AbstractKind, PaperSource } from "@/prisma/generated/enums";

/** A paper to be saved, with what a community feed may add to the source's record. */
export type Incoming = PaperRecord & {
  /** The date (`YYYY-MM-DD`) of the daily feed that listed it; by default the date of its announcement. */
  day?: string;
  keywords?: string[];
  codeUrl?: string | null;
  codeStars?: number | null;
  projectUrl?: string | null;
  organization?: string | null;
  abstractKind?: AbstractKind;
  upvotes?: number;
};

export type Arrival = { source: PaperSource; now: Date; timeZone: string };

/** The columns of an incoming paper, in the order of incomingRow's values. */
export const incomingColumns = [
  "key",
  "title",
  "title_key",
  "cite_key",
  "abstract",
  "abstract_kind",
  "authors",
  "author_slugs",
  "family_names",
  "topics",
  "keywords",
  "comment",
  "journal_ref",
  "doi",
  "dois",
  "licence",
  "published_at",
  "versions",
  "version",
  "announced_at",
  "day",
  "source",
  "code_url",
  "code_stars",
  "project_url",
  "links_version",
  "organization",
  "organization_slug",
  "withdrawn",
  "withdrawn_by",
  "heat",
] as const;

export type Cell = string | number | boolean | Date | string[] | null;

/**
 * A paper's values in the order of incomingColumns. An announcement in the future counts as `now`.
 * @param links as linksOfNew gives them
 */
export function incomingRow(paper: Incoming, links: PaperLink[], { source, now, timeZone }: Arrival): Cell[] {
  const authors = paper.authors.filter(isName);
  const announced = paper.announcedAt > now ? now : paper.announcedAt;
  const row: Record<(typeof incomingColumns)[number], Cell> = {
    key: paper.arxivId,
    title: paper.title,
    title_key: titleKey(paper.title),
    cite_key: makeCiteKey({ ...paper, key: paper.arxivId, authors }),
    abstract: paper.abstract,
    abstract_kind: paper.abstractKind ?? "abstract",
    authors,
    // Pages link the n-th name to the n-th slug, so there is one slug per author in the same order.
    author_slugs: authors.map(authorSlug),
    family_names: paper.familyNames ?? [],
    topics: withSuccessors(paper.topics),
    keywords: paper.keywords ?? [],
    comment: paper.comment,
    journal_ref: paper.journalRef,
    doi: paper.doi,
    dois: listDois(paper),
    licence: paper.licence,
    published_at: paper.publishedAt,
    versions: JSON.stringify(paper.versions),
    version: lastVersion(paper),
    announced_at: announced,
    day: paper.day ?? dayIn(timeZone, announced),
    source,
    code_url: links.find(({ kind }) => kind === "code")?.url ?? null,
    code_stars: paper.codeStars ?? null,
    project_url: links.find(({ kind }) => kind === "project")?.url ?? null,
    links_version: linksVersion,
    organization: paper.organization || null,
    organization_slug: paper.organization ? organizationSlug(paper.organization) : null,
    withdrawn: paper.withdrawn,
    withdrawn_by: (paper.withdrawn && paper.withdrawnBy) || null,
    heat: priorHeat(announced),
  };
  return incomingColumns.map((column) => row[column]);
}

/** The columns of what the source of an incoming paper said, in the order of sourceRow's values. */
export const sourceColumns = [
  "source_title",
  "source_abstract",
  "source_comment",
  "source_journal_ref",
  "source_authors",
] as const;

/** What the source said, in the order of sourceColumns; null where it is the text that was read from it. */
export function sourceRow(paper: Incoming): Cell[] {
  const { title, abstract, comment, journalRef, authors } = paper.sourceText ?? paper;
  const names = JSON.stringify(authors);
  return [
    title === paper.title ? null : title,
    abstract === paper.abstract ? null : abstract,
    comment === paper.comment ? null : comment,
    journalRef === paper.journalRef ? null : journalRef,
    names === JSON.stringify(paper.authors.filter(isName)) ? null : names,
  ];
}

/** The highest version number that the paper lists; 1 without versions. */
export function lastVersion(paper: Incoming): number {
  return Math.max(1, ...paper.versions.map(({ version }) => version));
}
