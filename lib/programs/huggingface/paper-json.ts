import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import { getDb, Prisma } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { organizationSlug } from "@/lib/papers/author-slug";
import { listedSql } from "@/lib/papers/conditions";
import { huggingFaceId } from "@/lib/papers/link-sites";
import { linksSql, type PaperLink } from "@/lib/papers/paper-links";
import { textHashSql } from "@/lib/papers/papers";
import type {
  AuthorJson,
  DailyItemJson,
  PaperInfoJson,
  PaperJson,
  RepositoriesJson,
} from "@/lib/programs/huggingface/contract";
import { nameId, objectId } from "@/lib/programs/huggingface/object-ids";
import { hubJson, type PersonRow, personRow, personSql, toUserJson } from "@/lib/programs/huggingface/people";
import type { LinkKind } from "@/prisma/generated/enums";

/** A paper as it is read from the database for the contract. */
type PaperRow = {
  id: number;
  key: string;
  title: string;
  abstract: string;
  authors: string[];
  publishedAt: Date;
  announcedAt: Date;
  /** The day in the hub's time zone, as midnight in UTC. */
  day: Date;
  createdAt: Date;
  lastVersionAt: Date | null;
  upvotes: number;
  commentCount: number;
  codeUrl: string | null;
  codeStars: number | null;
  projectUrl: string | null;
  /** Those that people gave go first. */
  links: PaperLink[];
  organization: string | null;
  withdrawn: boolean;
  keywords: string[];
  summary: string | null;
  submitter: PersonRow | null;
  claims: ClaimRow[];
};

const claimRow = z.object({
  authorName: z.string(),
  decidedAt: z.coerce.date().nullable(),
  person: personRow,
  participating: z.boolean(),
});

/** A verified claim, and whether the person takes part in the discussion. */
type ClaimRow = z.infer<typeof claimRow>;

const peopleOfRow = z.object({ submitter: personRow.nullable(), claims: z.array(claimRow) });

/** Listed papers in the order of these ids, at most 200, with everything the contract needs. One statement. */
export async function listPaperRows(ids: number[]): Promise<PaperRow[]> {
  if (ids.length === 0) return [];
  const rows = await readRows(Prisma.sql`p.id = ANY(${ids.slice(0, 200)}::int[])`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The listed paper with this key, or null. */
export async function findPaperRow(key: string): Promise<PaperRow | null> {
  return (await readRows(Prisma.sql`p.key = ${key}`))[0] ?? null;
}

async function readRows(wanted: Prisma.Sql): Promise<PaperRow[]> {
  const rows = await getDb().$queryRaw<PaperRow[]>`
    SELECT p.id, p.key, p.title, p.abstract, p.authors, p.published_at AS "publishedAt", p.announced_at AS "announcedAt",
      p.day, p.created_at AS "createdAt", p.upvotes,
      (p.versions -> -1 ->> 'at')::timestamptz AS "lastVersionAt", p.comment_count AS "commentCount",
      p.code_url AS "codeUrl", p.code_stars AS "codeStars", p.project_url AS "projectUrl", ${linksSql} AS links, p.organization, p.withdrawn,
      p.keywords || coalesce(e.keywords, '{}') AS keywords,
      CASE WHEN e.summary_of = ${textHashSql} THEN e.summary END AS summary,
      CASE WHEN u.username IS NOT NULL THEN ${personSql} END AS submitter, ${claimsSql} AS claims
    FROM papers p LEFT JOIN users u ON u.id = p.submitter_id LEFT JOIN enrichments e ON e.paper_id = p.id
    WHERE ${listedSql} AND ${wanted}`;
  return rows.map((row) => ({ ...row, ...peopleOfRow.parse(row) }));
}

const claimsSql = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('authorName', c.author_name, 'decidedAt', c.decided_at, 'person', ${personSql},
    'participating', EXISTS (SELECT FROM comments o
      WHERE o.paper_id = c.paper_id AND o.user_id = c.user_id AND o.deleted_at IS NULL)) ORDER BY c.id), '[]')
  FROM claims c JOIN users u ON u.id = c.user_id
  WHERE c.paper_id = p.id AND c.status = 'verified' AND u.username IS NOT NULL)`;

/** A paper as the contract shows it. */
export function toPaperJson(row: PaperRow): PaperJson {
  return {
    id: row.key,
    authors: row.authors.map((name, place) => toAuthorJson(row, name, place)),
    title: row.title,
    summary: row.abstract,
    publishedAt: row.publishedAt.toISOString(),
    upvotes: row.upvotes,
    discussionId: objectId("discussion", row.id, row.createdAt),
    submittedOnDailyAt: onDailyAt(row).toISOString(),
    submittedOnDailyBy: row.submitter ? toUserJson(row.submitter) : hubJson(),
    ...toLinksJson(row),
    ai_summary: row.summary ?? undefined,
    ai_keywords: keywordsOf(row),
    organization: row.organization ? toOrganizationJson(row.organization) : undefined,
    withdrawnAt: row.withdrawn ? (row.lastVersionAt ?? row.announcedAt).toISOString() : undefined,
  };
}

/**
 * When the paper came onto the daily feed, on the day whose list has it: clients ask for that list with the date in this
 * text. In the hub's time zone an announcement can fall on another day than in UTC; it is then moved to the nearer end of its day.
 */
function onDailyAt({ announcedAt, day }: PaperRow): Date {
  const last = plus(day, { days: 1 }).getTime() - 1;
  return new Date(Math.min(Math.max(announcedAt.getTime(), day.getTime()), last));
}

/** A paper as an item of the daily feed and of search results. */
export function toDailyItemJson(row: PaperRow): DailyItemJson {
  const paper = toPaperJson(row);
  return {
    paper,
    publishedAt: row.day.toISOString(),
    title: paper.title,
    summary: paper.summary,
    thumbnail: `${getConfig().HUB_URL}/og/${row.key}`,
    numComments: row.commentCount,
    submittedBy: paper.submittedOnDailyBy,
    isAuthorParticipating: row.claims.some(({ participating }) => participating),
    upvotes: paper.upvotes,
    ai_summary: paper.ai_summary,
    ai_keywords: paper.ai_keywords,
    githubRepo: paper.githubRepo,
    githubStars: paper.githubStars,
    projectPage: paper.projectPage,
    organization: paper.organization,
  };
}

/** A single paper, with its models, datasets and spaces at Hugging Face. */
export function toPaperInfoJson(row: PaperRow): PaperInfoJson {
  const { models, datasets, spaces } = toReposJson(row);
  return {
    ...toPaperJson(row),
    numComments: row.commentCount,
    linkedModels: models,
    linkedDatasets: datasets,
    linkedSpaces: spaces,
    numTotalModels: models.length,
    numTotalDatasets: datasets.length,
    numTotalSpaces: spaces.length,
  };
}

/** A paper's models, datasets and spaces at Hugging Face; those at other sites have no place in the contract. */
export function toReposJson({ links }: Pick<PaperRow, "links">): RepositoriesJson {
  const reposOf = (wanted: LinkKind) =>
    links.flatMap((link) => {
      const id = link.kind === wanted ? huggingFaceId(link) : null;
      return id ? [{ id, author: id.split("/")[0] ?? "", tags: [] }] : [];
    });
  return { models: reposOf("model"), datasets: reposOf("dataset"), spaces: reposOf("space") };
}

function toAuthorJson({ id, createdAt, authors, claims }: PaperRow, name: string, place: number): AuthorJson {
  const author = { _id: objectId("author", id, createdAt, place), name, hidden: false };
  // A claim names an author; if two have the same name, it means the first. Few names are claimed, so the long list of
  // authors is searched only for those.
  const claim = claims.find(({ authorName }) => authorName === name);
  if (!claim || authors.indexOf(name) !== place) return author;
  return {
    ...author,
    status: "claimed_verified",
    statusLastChangedAt: claim.decidedAt?.toISOString(),
    user: toUserJson(claim.person),
  };
}

/** The paper's first repository on GitHub, the only host that clients know. Its stars are known if it is the first of all. */
function toLinksJson({ codeUrl, codeStars, projectUrl, links }: PaperRow) {
  const github = links.find(({ kind, url }) => kind === "code" && url.startsWith("https://github.com/"));
  return {
    projectPage: projectUrl,
    githubRepo: github?.url,
    githubRepoAddedBy: github && (github.origin === "person" ? ("user" as const) : ("auto" as const)),
    githubStars: github?.url === codeUrl ? (codeStars ?? undefined) : undefined,
  };
}

function toOrganizationJson(fullname: string) {
  const name = organizationSlug(fullname);
  return { _id: nameId(`organization ${name}`), name, fullname };
}

/** The paper's own keywords, then those derived from its text, without duplicates. */
function keywordsOf({ keywords }: PaperRow): string[] | undefined {
  const folded = keywords.map((keyword) => keyword.toLowerCase());
  const once = keywords.filter((_, i) => folded.indexOf(folded[i] ?? "") === i);
  return once.length > 0 ? once.slice(0, 30) : undefined;
}
