import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import { AppError } from "@/lib/base/errors";
import { type FeedItem, listItems } from "@/lib/feeds/feed-item";
import { listLinks } from "@/lib/papers/links";
import { findDerived, getListedPaper, getPlaceOfDay, listVotesByDay, type Paper } from "@/lib/papers/papers";
import { findRepositoryState, type RepositoryState } from "@/lib/papers/repositories/state";
import type { Viewer } from "@/lib/people/viewer";
import { moment } from "@/lib/programs/api/inputs";
import { linkJson, paperFields, toPaperFields } from "@/lib/programs/api/paper-json";

const derived = z
  .object({
    keywords: z.array(z.string()),
    summary: z.string().nullable(),
    summaryModel: z.string().nullable().describe("Which model wrote the summary."),
  })
  .describe("What programs made of its text, not its authors.");

const repositoryJson = z
  .object({
    stars: z.int().nullable(),
    archived: z.boolean().describe("Its owner has archived it: it is read-only."),
    missing: z.boolean().describe("It is no longer there, or no longer public."),
    checkedAt: moment.nullable().describe("When GitHub last said so."),
  })
  .nullable()
  .meta({
    id: "Repository",
    description: "What GitHub says of the repository at `codeUrl`; null where the hub has not asked.",
  });

/** The answer with everything that the hub knows about one paper. */
export const paperDetails = z
  .object({
    ...paperFields,
    publishedAt: moment.describe("When its first version came out."),
    version: z.int(),
    versions: z.array(z.object({ version: z.int(), at: moment })).describe("Oldest first."),
    doi: z.string().nullable().describe("The first of its DOIs."),
    dois: z.array(z.string()).describe("All its DOIs at publishers, the first one included."),
    journalRef: z.string().nullable(),
    comment: z.string().nullable().describe("The authors' own remark, such as “12 pages, 3 figures”."),
    licence: z.string().nullable(),
    source: z.enum(["starter", "import", "arxiv", "submission"]).describe("How it came to this hub."),
    submittedAt: moment.nullable(),
    repository: repositoryJson,
    links: z
      .array(linkJson)
      .describe(
        "arXiv, the PDF and DOIs first, then code, models, datasets, Spaces, project pages and videos.",
      ),
    keywords: z.array(z.string()),
    derived,
    votesByDay: z
      .array(z.object({ day: z.string(), votes: z.int() }))
      .describe("Upvotes by day since the first one, at most 400 days with any."),
    placeOfDay: z
      .object({ place: z.int(), of: z.int() })
      .describe("Where it stands among the papers of its day."),
  })
  .meta({ id: "Paper", description: "A paper with all that the hub knows about it." });

/**
 * Everything that the hub knows about one paper, as JSON.
 * @throws AppError not-found for unknown, hidden and pending ones
 */
export async function getPaperJson(
  viewer: Viewer | null,
  key: string,
): Promise<z.input<typeof paperDetails>> {
  const paper = await getListedPaper(key);
  const [[item], votesByDay, placeOfDay, enrichment, repository] = await Promise.all([
    listItems([paper.id], viewer),
    listVotesByDay(paper.id, getConfig().HUB_TIME_ZONE),
    getPlaceOfDay(paper),
    findDerived(paper.id),
    findRepositoryState(paper.codeUrl),
  ]);
  if (!item) throw new AppError("not-found", "There is no such paper here.");
  return { ...toPaperJson(paper, item, repository), derived: enrichment, votesByDay, placeOfDay };
}

function toPaperJson(paper: Paper, item: FeedItem, repository: RepositoryState | null) {
  const shown = toPaperFields(item);
  return {
    ...shown,
    publishedAt: paper.publishedAt.toISOString(),
    version: paper.version,
    versions: paper.versions.map(({ version, at }) => ({ version, at: at.toISOString() })),
    doi: paper.doi,
    dois: paper.dois,
    journalRef: paper.journalRef,
    comment: paper.comment,
    licence: paper.licence,
    source: paper.source,
    submittedAt: paper.submittedAt?.toISOString() ?? null,
    repository: repository && {
      stars: repository.stars,
      archived: repository.archived,
      missing: repository.missing,
      checkedAt: repository.checkedAt?.toISOString() ?? null,
    },
    links: toLinksJson(listLinks(paper, repository), shown.links),
    keywords: paper.keywords,
  };
}

type LinkJson = z.input<typeof linkJson>;

/** All links of a paper. Those to code and project page that its page shows as buttons have the names of these. */
function toLinksJson(buttons: { name: string; href: string }[], links: LinkJson[]): LinkJson[] {
  const named = buttons.map((button) => {
    const link = links.find(({ href }) => href === button.href);
    return { ...button, kind: link?.kind ?? null, origin: link?.origin ?? null };
  });
  return [...named, ...links.filter(({ href }) => !buttons.some((button) => button.href === href))];
}
