import { getConfig } from "@/lib/base/config";
import { authorSlug } from "@/lib/papers/author-slug";
import type {
  AuthorJson,
  DailyItemJson,
  PaperInfoJson,
  PaperJson,
} from "@/lib/programs/huggingface/contract";
import { nameId, objectId } from "@/lib/programs/huggingface/object-ids";
import type { PaperRow } from "@/lib/programs/huggingface/paper-rows";
import { hubJson, toUserJson } from "@/lib/programs/huggingface/people";

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
    submittedOnDailyAt: (row.submittedAt ?? row.announcedAt).toISOString(),
    submittedOnDailyBy: row.submitter ? toUserJson(row.submitter) : hubJson(),
    ...toLinksJson(row),
    ai_summary: row.summary ?? undefined,
    ai_keywords: keywordsOf(row),
    organization: row.organization ? toOrganizationJson(row.organization) : undefined,
    withdrawnAt: row.withdrawn ? (row.lastVersionAt ?? row.announcedAt).toISOString() : undefined,
  };
}

/** A paper as it stands in the daily feed and among the results of a search. */
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

/** A paper by itself, with the models, datasets and spaces that a hub of models would count. */
export function toPaperInfoJson(row: PaperRow): PaperInfoJson {
  return {
    ...toPaperJson(row),
    numComments: row.commentCount,
    linkedModels: [],
    linkedDatasets: [],
    linkedSpaces: [],
    numTotalModels: 0,
    numTotalDatasets: 0,
    numTotalSpaces: 0,
  };
}

function toAuthorJson({ id, createdAt, authors, claims }: PaperRow, name: string, place: number): AuthorJson {
  const author = { _id: objectId("author", id, createdAt, place), name, hidden: false };
  // A claim names an author; of two with one name only the first can be meant.
  const claim = authors.indexOf(name) === place && claims.find(({ authorName }) => authorName === name);
  if (!claim) return author;
  return {
    ...author,
    status: "claimed_verified",
    statusLastChangedAt: claim.decidedAt?.toISOString(),
    user: toUserJson(claim.person),
  };
}

function toLinksJson({ codeUrl, codeStars, projectUrl, source }: PaperRow) {
  const github = codeUrl?.startsWith("https://github.com/");
  return {
    projectPage: projectUrl,
    githubRepo: github ? (codeUrl ?? undefined) : undefined,
    // Files name repositories themselves; arXiv names none, so there somebody added it.
    githubRepoAddedBy: github ? addedBy(source) : undefined,
    githubStars: github ? (codeStars ?? undefined) : undefined,
  };
}

function addedBy(source: PaperRow["source"]): "auto" | "user" {
  return source === "import" || source === "starter" ? "auto" : "user";
}

function toOrganizationJson(fullname: string) {
  return { _id: nameId(`organization ${fullname}`), name: authorSlug(fullname), fullname };
}

/** The paper's own keywords before those derived from its text, each once. */
function keywordsOf({ keywords }: PaperRow): string[] | undefined {
  const folded = keywords.map((keyword) => keyword.toLowerCase());
  const once = keywords.filter((_, i) => folded.indexOf(folded[i] ?? "") === i);
  return once.length > 0 ? once.slice(0, 30) : undefined;
}
