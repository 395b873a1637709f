import { isoDay } from "@/lib/base/time";
import { abstractKindOf } from "@/lib/papers/abstract-kind";
import { arxivDoi, arxivUrl } from "@/lib/papers/arxiv/ids";
import { isGroup } from "@/lib/papers/group-names";
import { plainText } from "@/lib/papers/latex/latex";
import { isArxivKey } from "@/lib/papers/links";
import { commaName, isEtAl } from "@/lib/papers/names";
import type { Paper } from "@/lib/papers/papers";

// Google Scholar and Zotero read all of them; more would make the pages of collaborations slow.
const maxAuthors = 1000;

/**
 * The metadata in the head of a paper's page: canonical URL, Open Graph, oEmbed discovery, and the `citation_*` tags
 * that Google Scholar and Zotero read (https://scholar.google.com/intl/en/scholar/inclusion.html).
 */
export function paperMetadata(paper: Paper, hubUrl: string, hubName: string) {
  const title = plainText(paper.title);
  const description = shorten(plainText(paper.abstract), 200);
  const image = `/og/${paper.key}`;
  return {
    title,
    description,
    alternates: { canonical: `/papers/${paper.key}`, types: oembedLinks(`${hubUrl}/papers/${paper.key}`) },
    openGraph: {
      type: "article" as const,
      siteName: hubName,
      title,
      description,
      url: `${hubUrl}/papers/${paper.key}`,
      images: [{ url: image, width: 1200, height: 630, alt: title }],
      publishedTime: paper.publishedAt.toISOString(),
    },
    twitter: { card: "summary_large_image" as const, title, description, images: [image] },
    other: citationTags(paper, title, hubUrl),
  };
}

/** The paper as schema.org data. */
export function paperJsonLd(paper: Paper, hubUrl: string) {
  return {
    "@context": "https://schema.org",
    "@type": "ScholarlyArticle",
    headline: plainText(paper.title),
    [abstractKindOf(paper) === "abstract" ? "abstract" : "description"]: plainText(paper.abstract),
    author: paper.authors
      .filter((name) => !isEtAl(name))
      .map((name) => ({ "@type": isGroup(name) ? "Organization" : "Person", name })),
    sourceOrganization: paper.organization
      ? { "@type": "Organization", name: paper.organization }
      : undefined,
    datePublished: paper.publishedAt.toISOString(),
    keywords: [...paper.topics, ...paper.keywords].join(", "),
    url: `${hubUrl}/papers/${paper.key}`,
    identifier: paper.doi ?? (isArxivKey(paper.key) ? `https://doi.org/${arxivDoi(paper.key)}` : undefined),
    sameAs: isArxivKey(paper.key) ? arxivUrl(paper.key) : (paper.sourceUrl ?? undefined),
    interactionStatistic: {
      "@type": "InteractionCounter",
      interactionType: "https://schema.org/LikeAction",
      userInteractionCount: paper.upvotes,
    },
  };
}

function oembedLinks(url: string): Record<string, string> {
  const address = (format: string) => `/oembed?${new URLSearchParams({ url, format })}`;
  return { "application/json+oembed": address("json"), "text/xml+oembed": address("xml") };
}

function citationTags(paper: Paper, title: string, hubUrl: string): Record<string, string | string[]> {
  const arxiv = isArxivKey(paper.key);
  const doi = paper.doi ?? (arxiv ? arxivDoi(paper.key) : null);
  return {
    "DC.type": "preprint",
    citation_title: title,
    citation_author: citationAuthors(paper),
    citation_publication_date: isoDay(paper.publishedAt).replaceAll("-", "/"),
    ...(abstractKindOf(paper) === "abstract" && { citation_abstract: plainText(paper.abstract) }),
    ...(arxiv && { citation_arxiv_id: paper.key, citation_pdf_url: arxivUrl(paper.key, "pdf") }),
    ...(arxiv && archiveTags(paper)),
    citation_abstract_html_url: `${hubUrl}/papers/${paper.key}`,
    ...(doi && { citation_doi: doi }),
    ...(paper.journalRef && { citation_journal_title: paper.journalRef }),
  };
}

/** Zotero's own vocabulary: the archive and the number of a preprint, and a remark for an article in a journal. */
function archiveTags({ key, journalRef }: Paper): Record<string, string> {
  const number = `arXiv:${key}`;
  return journalRef ? { "z.extra": number } : { "z.archiveID": number, citation_publisher: "arXiv" };
}

function citationAuthors({ authors, familyNames }: Pick<Paper, "authors" | "familyNames">): string[] {
  const names = authors.flatMap((name, i) => (isEtAl(name) ? [] : [commaName(name, familyNames[i])]));
  // Zotero takes a single "van der Berg, Ada B." for two authors, unless the spaces of the first part are unbreakable.
  const [only = "", ...more] = names;
  if (more.length > 0) return names.slice(0, maxAuthors);
  return names.length > 0 ? [only.replace(/^[^,]+/, (family) => family.replaceAll(" ", "\u00a0"))] : [];
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).replace(/\s+\S*$/, "")} …`;
}
