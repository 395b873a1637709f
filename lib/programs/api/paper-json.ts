import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import { isoDay } from "@/lib/base/time";
import type { FeedItem } from "@/lib/feeds/feed-item";
import { type Sum, sliderOf } from "@/lib/feeds/for-you/sum";
import { reasonWords, sumPartWords } from "@/lib/feeds/for-you/sum-words";
import { announcedDay } from "@/lib/papers/announced-day";
import { uncountedNote } from "@/lib/papers/counted-votes";
import { linkWords } from "@/lib/papers/link-words";
import { moment } from "@/lib/programs/api/inputs";
import { LinkKind, LinkOrigin } from "@/prisma/generated/enums";

const author = z.object({
  name: z.string().describe("As it stands on the paper."),
  slug: z.string().describe("Its form in addresses: /authors/{slug}."),
});

const reason = z
  .object({
    kind: z.enum(["exact", "words", "meaning"]),
    what: z.enum(["id", "doi", "title", "author"]).optional().describe("What was named exactly."),
  })
  .describe("In a search: why the paper was found.");

const sum = z
  .object({
    score: z
      .number()
      .describe("Heat units, relative to one upvote cast now: one more counts as twice the upvotes."),
    reason: z.string().describe("One line of plain words."),
    parts: z
      .array(z.object({ part: z.string(), words: z.string(), heat: z.number() }))
      .describe("What adds up to the score; the first is what it has with everyone."),
    wild: z.boolean().describe("In its place as a wild card, not by its score."),
    isNew: z.boolean().describe("Announced since your last visit."),
  })
  .meta({ id: "Sum", description: "On your own page: why a paper stands where it does." });

export const linkJson = z
  .object({
    name: z.string(),
    href: z.string(),
    kind: z.enum(LinkKind).nullable().describe("null for arXiv, the PDF and DOIs."),
    origin: z
      .enum(LinkOrigin)
      .nullable()
      .describe("Who gave it: a person or an import; or where it was found: in the abstract or the comment."),
  })
  .meta({ id: "PaperLink", description: "A link of a paper." });

/** The fields that every answer has for a paper. */
export const paperFields = {
  id: z.string().describe("The arXiv id without version, or a hub's own id, `q-…`."),
  url: z.string().describe("The paper's page on this hub."),
  title: z.string().describe("May hold LaTeX between dollar signs."),
  abstract: z.string(),
  abstractKind: z.enum(["abstract", "summary"]).describe("The authors' abstract, or a summary by the hub."),
  authors: z.array(author).describe("In the order of the paper."),
  organization: z
    .string()
    .nullable()
    .describe("Where it comes from, as an import, an author or a curator says."),
  organizationSlug: z
    .string()
    .nullable()
    .describe("The organisation's form in addresses, /organizations/{slug}; null until it has one."),
  topics: z.array(z.string()).describe("arXiv categories, the primary one first."),
  day: z.string().describe("The day whose list shows it, in the hub's time zone: YYYY-MM-DD."),
  announcedOn: z
    .string()
    .describe("The day on which it was announced; before `day` if a person submitted it here later."),
  announcedAt: moment,
  heat: z.number().describe("The rank number of the trending page; one more is twice as hot."),
  upvotes: z.int(),
  comments: z.int().describe("How many comments there are."),
  codeUrl: z.string().nullable(),
  codeStars: z.int().nullable().describe("Stars of the repository, where they are known."),
  projectUrl: z.string().nullable(),
  links: z.array(linkJson).describe("Code, models, datasets, Spaces, project pages and videos."),
  withdrawn: z.boolean().describe("It was withdrawn at arXiv, by its authors or by arXiv."),
  withdrawnBy: z
    .enum(["authors", "arxiv"])
    .nullable()
    .describe("Who withdrew it; null where the notice does not say, and for papers that were not withdrawn."),
  featured: z.boolean().describe("A curator has marked it."),
  submitter: z.string().nullable().describe("The username of who brought it; null for papers from arXiv."),
  upvoted: z.boolean().describe("Whether your upvote stands."),
  note: z.string().nullable().describe("Why your upvote does not count, if it does not."),
  saved: z.boolean().describe("Whether you keep it for later."),
};

/** A paper in a list. */
export const listedPaper = z
  .object({
    ...paperFields,
    rank: z.int().describe("Its place in this list; 1 is the top."),
    reason: reason.optional(),
    sum: sum.optional(),
  })
  .meta({ id: "ListedPaper", description: "A paper as it stands in a list." });

export const paperList = z
  .object({
    items: z.array(listedPaper),
    next: z.string().nullable().describe("Ask for the next page with this as `after`; null at the end."),
  })
  .meta({ id: "PaperList", description: "One page of an ordered list of papers." });

/** How much of a hub can be found, in answers of searches. */
export const indexingJson = z
  .object({
    papers: z.int().describe("How many papers the hub has."),
    words: z.int().describe("How many of them can be found by their words."),
    meaning: z.int().nullable().describe("How many by their meaning; null where a hub has no model."),
    text: z.string().describe("The same in a sentence."),
  })
  .nullable()
  .meta({
    id: "Indexing",
    description: "How many papers can be found already, as after a large import; null once all can.",
  });

export const similarList = z
  .object({ items: z.array(listedPaper), indexing: indexingJson })
  .meta({ id: "SimilarPapers", description: "Papers near in meaning, the nearest first." });

/** The address of a paper's page on this hub. */
export function paperUrl(key: string): string {
  return `${getConfig().HUB_URL}/papers/${key}`;
}

type Shown = Omit<FeedItem, "rank" | "reason" | "sum">;

/** A paper as those fields, written out one by one so that nothing else leaves. */
export function toPaperFields(paper: Shown): z.input<z.ZodObject<typeof paperFields>> {
  return {
    id: paper.key,
    url: paperUrl(paper.key),
    title: paper.title,
    abstract: paper.abstract,
    abstractKind: paper.abstractKind,
    authors: paper.authors.map((name, i) => ({ name, slug: paper.authorSlugs[i] ?? "" })),
    organization: paper.organization,
    organizationSlug: paper.organizationSlug,
    topics: paper.topics,
    day: isoDay(paper.day),
    announcedOn: announcedDay(paper),
    announcedAt: paper.announcedAt.toISOString(),
    heat: paper.heat,
    upvotes: paper.upvotes,
    comments: paper.commentCount,
    codeUrl: paper.codeUrl,
    codeStars: paper.codeStars,
    projectUrl: paper.projectUrl,
    links: paper.links.map(({ kind, url, origin }) => ({ name: linkWords[kind], href: url, kind, origin })),
    withdrawn: paper.withdrawn,
    withdrawnBy: paper.withdrawnBy,
    featured: paper.featured,
    submitter: paper.submitter,
    upvoted: paper.upvoted,
    note: uncountedNote(paper.uncounted),
    saved: paper.saved,
  };
}

export function toListedPaperJson(item: FeedItem): z.input<typeof listedPaper> {
  return {
    ...toPaperFields(item),
    rank: item.rank,
    ...(item.reason && { reason: item.reason }),
    ...(item.sum && { sum: toSumJson(item.sum) }),
  };
}

function toSumJson(own: Sum): z.input<typeof sum> {
  return {
    score: own.score,
    reason: reasonWords(own),
    parts: own.parts.map((part) => ({
      part: sliderOf[part.kind],
      words: sumPartWords(part),
      heat: part.heat,
    })),
    wild: own.placement === "wild-card",
    isNew: own.isNew,
  };
}

export function toPaperListJson({
  items,
  next,
}: {
  items: FeedItem[];
  next: string | null;
}): z.input<typeof paperList> {
  return { items: items.map(toListedPaperJson), next };
}
