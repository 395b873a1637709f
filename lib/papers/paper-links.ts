import { getDb, Prisma, type Tx } from "@/lib/base/db";
import { findLinks } from "@/lib/papers/find-links";
import { comparedAddress, type Link, shortAddress } from "@/lib/papers/link-sites";
import type { SourceText } from "@/lib/papers/read-source";
import type { LinkOrigin } from "@/prisma/generated/enums";

/** A link of a paper, and where it comes from. */
export type PaperLink = Link & { origin: LinkOrigin };

type Text = { abstract: string; comment: string | null };

/** A paper has at most this many links that people see. */
export const mostLinks = 60;

/** The links that stand in a paper's abstract and comment. @param source what they were read from, where it is known */
export function linksInText(
  text: Text,
  source?: Pick<SourceText, "abstract" | "comment"> | null,
): PaperLink[] {
  const abstract = findLinks(text.abstract, source?.abstract).map((link) => ({
    ...link,
    origin: "abstract" as const,
  }));
  const comment = findLinks(text.comment ?? "", source?.comment ?? "").map((link) => ({
    ...link,
    origin: "comment" as const,
  }));
  return withoutDuplicates([...abstract, ...comment]);
}

/** A link that an import or a person gave as a paper's code or project page, in its shortest form. */
function givenLink(kind: "code" | "project", address: string, origin: "import" | "person"): PaperLink {
  return { kind, url: URL.canParse(address) ? shortAddress(address) : address, origin };
}

/**
 * The links of a new paper: those that were given with it, then those of its text.
 * @param origin who gave the links to its code and project page
 * @param source what the text was read from, where it is known
 */
export function linksOfNew(
  { codeUrl, projectUrl, ...text }: Text & { codeUrl?: string | null; projectUrl?: string | null },
  origin: "import" | "person",
  source?: Pick<SourceText, "abstract" | "comment"> | null,
): PaperLink[] {
  return withoutDuplicates([
    ...(codeUrl ? [givenLink("code", codeUrl, origin)] : []),
    ...(projectUrl ? [givenLink("project", projectUrl, origin)] : []),
    ...linksInText(text, source),
  ]);
}

/** The links, each address once; the first one stays. */
function withoutDuplicates(links: PaperLink[]): PaperLink[] {
  const first = new Map<string, PaperLink>();
  for (const link of links) {
    const same = comparedAddress(link.url);
    if (!first.has(same)) first.set(same, link);
  }
  return [...first.values()];
}

/** SQL: the links of the paper `p` as JSON, in the order of listPaperLinks. */
export const linksSql = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'url', l.url, 'origin', l.origin)
    ORDER BY l.kind, l.origin, l.id), '[]')
  FROM paper_links l WHERE l.paper_id = p.id AND l.removed_at IS NULL)`;

/** A paper's links by kind, code first; those that people gave go before those that were found. At most 60. */
export function listPaperLinks(paperId: number): Promise<PaperLink[]> {
  return getDb().paperLink.findMany({
    where: { paperId, removedAt: null },
    orderBy: [{ kind: "asc" }, { origin: "asc" }, { id: "asc" }],
    take: mostLinks,
    select: { kind: true, url: true, origin: true },
  });
}

/**
 * Replaces the links that were found in the texts of papers. Links from imports and people stay as they are, and what a person
 * removed does not come back. Lock the papers first.
 * @param found the papers with all links of their texts
 */
export async function replaceFound(tx: Tx, found: { paperId: number; links: PaperLink[] }[]): Promise<void> {
  const ids = found.map(({ paperId }) => paperId);
  const rows = JSON.stringify(
    found.flatMap(({ paperId, links }) => links.map((link) => ({ paperId, ...link }))),
  );
  await tx.$executeRaw`
    DELETE FROM paper_links l WHERE l.paper_id = ANY(${ids}) AND l.origin IN ('abstract', 'comment') AND l.removed_at IS NULL
      AND NOT EXISTS (SELECT FROM jsonb_to_recordset(${rows}::jsonb) AS f("paperId" int, url text)
        WHERE f."paperId" = l.paper_id AND f.url = l.url)`;
  await tx.$executeRaw`
    INSERT INTO paper_links AS old (paper_id, kind, url, origin)
    SELECT f."paperId", f.kind, f.url, f.origin
    FROM jsonb_to_recordset(${rows}::jsonb) AS f("paperId" int, kind "LinkKind", url text, origin "LinkOrigin")
    WHERE NOT EXISTS (SELECT FROM paper_links l
      WHERE l.paper_id = f."paperId" AND rtrim(lower(l.url), '/') = rtrim(lower(f.url), '/') AND l.url <> f.url)
    ON CONFLICT (paper_id, url) DO UPDATE SET kind = excluded.kind, origin = excluded.origin
    WHERE old.origin IN ('abstract', 'comment') AND old.removed_at IS NULL
      AND (old.kind, old.origin) IS DISTINCT FROM (excluded.kind, excluded.origin)`;
}

/** Adds a link that a person gave, or gives one that the paper has, or had, another kind. */
export async function putLink(tx: Tx, paperId: number, { kind, url }: Link): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO paper_links AS old (paper_id, kind, url, origin) VALUES (${paperId}, ${kind}::"LinkKind", ${url}, 'person')
    ON CONFLICT (paper_id, url) DO UPDATE SET kind = excluded.kind, origin = excluded.origin, removed_at = NULL
    WHERE (old.kind, old.origin, old.removed_at) IS DISTINCT FROM (excluded.kind, excluded.origin, NULL)`;
}

/** Removes a link. Its row stays, so that it is not found again. @returns whether the paper had it */
export async function removeLink(tx: Tx, paperId: number, url: string): Promise<boolean> {
  const { count } = await tx.paperLink.updateMany({
    where: { paperId, url, removedAt: null },
    data: { removedAt: new Date() },
  });
  return count > 0;
}

/**
 * Makes an address a paper's code or project page, in place of the one that it has; null removes all of that kind.
 * @param current the paper's present one
 */
export async function setMainLink(
  tx: Tx,
  paperId: number,
  { kind, current, url }: { kind: "code" | "project"; current: string | null; url: string | null },
): Promise<void> {
  const link = url === null ? null : givenLink(kind, url, "person");
  if (link?.url === current) return;
  const replaced = url === null ? { kind } : { url: current ?? "" };
  await tx.paperLink.updateMany({
    where: { paperId, removedAt: null, ...replaced },
    data: { removedAt: new Date() },
  });
  if (link) await putLink(tx, paperId, link);
}
