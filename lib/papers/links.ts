import { grouped } from "@/lib/base/text";
import { arxivDoi, arxivUrl } from "@/lib/papers/arxiv/ids";
import type { RepositoryState } from "@/lib/papers/repositories/state";

type Linked = {
  key: string;
  doi: string | null;
  dois?: string[];
  sourceUrl: string | null;
  codeUrl: string | null;
  codeStars: number | null;
  projectUrl: string | null;
};
export type PaperLink = { name: string; href: string };

/** Whether a public key is an arXiv id (`q-bio/0501001` included). Papers entered by hand have keys like `q-1a2b3c4d`. */
export function isArxivKey(key: string): boolean {
  return !/^q-[a-z0-9]+$/.test(key);
}

/** The address of a DOI; signs that end the path of an address or stand around addresses are encoded. */
function doiUrl(doi: string): string {
  return `https://doi.org/${doi.replace(/[%#?<>"\s]/g, encodeURIComponent)}`;
}

/** A paper's external links: arXiv, PDF, DOI, code, project page. @param repository what is known of its code's repository */
export function listLinks(paper: Linked, repository: RepositoryState | null = null): PaperLink[] {
  const arxiv = isArxivKey(paper.key);
  const doi = paper.doi ?? (arxiv ? arxivDoi(paper.key) : null);
  const others = (paper.dois ?? []).filter((other) => other !== doi);
  const links: (PaperLink | false | null)[] = [
    arxiv && { name: "arXiv", href: arxivUrl(paper.key) },
    arxiv && { name: "PDF", href: arxivUrl(paper.key, "pdf") },
    !arxiv && paper.sourceUrl !== null && { name: "Paper", href: paper.sourceUrl },
    doi !== null && { name: "DOI", href: doiUrl(doi) },
    ...others.map((other, i) => ({ name: `DOI ${i + 2}`, href: doiUrl(other) })),
    paper.codeUrl !== null && { name: codeWords(paper, repository), href: paper.codeUrl },
    paper.projectUrl !== null && { name: "Project page", href: paper.projectUrl },
  ];
  return links.filter((link): link is PaperLink => Boolean(link));
}

function codeWords({ codeStars }: Linked, repository: RepositoryState | null): string {
  if (repository?.missing) return "Code (no longer there)";
  const words = codeStars === null ? "Code" : `Code ★ ${grouped(codeStars)}`;
  return repository?.archived ? `${words} (archived)` : words;
}
