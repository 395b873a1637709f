import { getConfig } from "@/lib/base/config";
import type { Schedule } from "@/lib/digests/subscriptions/schema";
import { plainText } from "@/lib/papers/latex/latex";
import type { AbstractKind } from "@/prisma/generated/enums";

/** A digest ready to be written as HTML and as text. */
export type Letter = {
  /** The feed's title: "Trending papers". */
  title: string;
  /** The address of its page, path and query. */
  feed: string;
  cadence: Schedule["cadence"];
  /** What day or week it is for: 2026-03-12 or 2026-W11. */
  period: string;
  papers: LetterPaper[];
  /** The secret of its links; null where nobody is subscribed, as in a preview. */
  token: string | null;
};

export type LetterPaper = {
  key: string;
  title: string;
  abstract: string;
  abstractKind: AbstractKind;
  authors: string[];
  topics: string[];
  upvotes: number;
  commentCount: number;
  codeUrl: string | null;
  reason: string;
};

// Two lines where a mail is as wide as it gets.
const longestAbstract = 148;
const longestTitle = 240;

/** What a mail says of a paper, in plain signs, its formulas too, and where its links lead. */
export function tellPaper(paper: LetterPaper) {
  const { HUB_URL } = getConfig();
  const key = encodeURIComponent(paper.key);
  return {
    title: cut(plainText(paper.title), longestTitle),
    authors: nameAuthors(paper.authors),
    topics: paper.topics.slice(0, 2),
    abstract: `${paper.abstractKind === "summary" ? "Summary: " : ""}${cut(plainText(paper.abstract), longestAbstract)}`,
    reason: paper.reason,
    talk: talkWords(paper),
    href: `${HUB_URL}/papers/${paper.key}`,
    upvote: `${HUB_URL}/mail/upvote?paper=${key}`,
    save: `${HUB_URL}/mail/save?paper=${key}`,
    ...(paper.codeUrl && /^https?:/.test(paper.codeUrl) && { code: paper.codeUrl }),
  };
}

/** The subject: the first paper's title, and how many more there are. */
export function subjectOf({ papers }: Letter): string {
  const more = papers.length - 1;
  const title = subjectTitle(papers[0]?.title ?? "");
  if (more < 1) return title;
  return `${title} and ${more} more ${more === 1 ? "paper" : "papers"}`;
}

/** A title as it stands in a subject: one short line. */
export function subjectTitle(title: string): string {
  return cut(plainText(title), 90);
}

/** Why the mail comes, and where it is changed and stopped. */
export function footOf({ title, feed, cadence, token }: Letter) {
  const { HUB_NAME, HUB_URL } = getConfig();
  const often = { daily: "every day", weekdays: "on weekdays", weekly: "once a week" }[cadence];
  const idle = cadence === "weekly" ? "In weeks" : "On days";
  return {
    why: `You get this because you asked ${HUB_NAME} for “${title}” ${often}. ${idle} with nothing good no mail comes.`,
    list: `${HUB_URL}${feed}`,
    archive: `${HUB_URL}/digests`,
    change: token === null ? null : `${HUB_URL}/subscriptions/preferences?token=${token}`,
    stop: token === null ? null : `${HUB_URL}/subscriptions/stop?token=${token}`,
  };
}

/** At most so many signs, cut between words. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const part = text.slice(0, most - 1);
  const space = part.lastIndexOf(" ");
  return `${(space > most / 2 ? part.slice(0, space) : part).replace(/[\s,;:.–-]+$/, "")}…`;
}

function nameAuthors(authors: string[]): string {
  const first = authors.length <= 4 ? authors.length : 3;
  const more = authors.length - first;
  const names = authors.slice(0, first).map((name) => cut(name, 60));
  return `${names.join(", ")}${more ? ` and ${more.toLocaleString("en")} more` : ""}`;
}

function talkWords({ commentCount }: LetterPaper): string {
  if (!commentCount) return "";
  return commentCount === 1 ? "1 comment" : `${commentCount} comments`;
}
