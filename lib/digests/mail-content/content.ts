import { getConfig } from "@/lib/base/config";
import { counted, grouped } from "@/lib/base/text";
import type { Period } from "@/lib/digests/period";
import type { Schedule } from "@/lib/digests/subscriptions/schema";
import { abstractKindOf } from "@/lib/papers/abstract-kind";
import { plainText } from "@/lib/papers/latex/latex";
import { withdrawalNotice } from "@/lib/papers/withdrawn-words";
import type { AbstractKind, WithdrawnBy } from "@/prisma/generated/enums";

/** The content of a digest's mail, from which the HTML and the plain text are made. */
export type DigestContent = {
  /** The feed's title: "Trending papers". */
  title: string;
  /** The address of its page, path and query. */
  feed: string;
  cadence: Schedule["cadence"];
  period: Period;
  papers: ContentPaper[];
  /** The secret of the subscription's links; null in a preview, which has no subscription. */
  token: string | null;
};

/** A paper as a digest shows it. */
export type ContentPaper = {
  key: string;
  title: string;
  abstract: string;
  abstractKind: AbstractKind;
  authors: string[];
  organization: string | null;
  topics: string[];
  upvotes: number;
  commentCount: number;
  codeUrl: string | null;
  withdrawn: boolean;
  withdrawnBy: WithdrawnBy | null;
  /** The reason for it, in one line. */
  reason: string;
};

// This fills two lines in a mail of maximum width.
const maxAbstractLength = 148;
const maxTitleLength = 240;
const labels = { abstract: "", summary: "Summary: ", notice: "Notice: " };

/** A paper in a digest: its texts as plain text, formulas included, and the addresses of its links. */
export function describePaper(paper: ContentPaper) {
  const { HUB_URL } = getConfig();
  const key = encodeURIComponent(paper.key);
  return {
    title: cut(plainText(paper.title), maxTitleLength),
    ...shortAuthors(paper.authors),
    organization: paper.organization && cut(paper.organization, 60),
    topics: paper.topics.slice(0, 2),
    abstract: `${labels[abstractKindOf(paper)]}${cut(plainText(paper.abstract), maxAbstractLength)}`,
    notice: withdrawalNotice(paper),
    reason: paper.reason,
    comments: paper.commentCount > 0 ? counted(paper.commentCount, "comment") : "",
    href: `${HUB_URL}/papers/${paper.key}`,
    upvote: `${HUB_URL}/mail/upvote?paper=${key}`,
    save: `${HUB_URL}/mail/save?paper=${key}`,
    ...(paper.codeUrl && /^https?:/.test(paper.codeUrl) && { code: paper.codeUrl }),
  };
}

/** The subject: the first paper's title, and how many more there are. */
export function subjectOf({ papers }: DigestContent): string {
  const more = papers.length - 1;
  const title = subjectTitle(papers[0]?.title ?? "");
  if (more < 1) return title;
  return `${title} and ${counted(more, "more paper")}`;
}

/** A title as one short line, for a subject. */
export function subjectTitle(title: string): string {
  return cut(plainText(title), 90);
}

/** Why the mail was sent, and the addresses for changing and stopping the subscription, which are null in a preview. */
export function footOf({
  title,
  feed,
  cadence,
  token,
}: Pick<DigestContent, "title" | "feed" | "cadence" | "token">) {
  const { HUB_NAME, HUB_URL } = getConfig();
  const often = { daily: "every day", weekdays: "on weekdays", weekly: "once a week" }[cadence];
  const idle = cadence === "weekly" ? "In weeks" : "On days";
  const subscriptionUrl = (page: string) =>
    token === null ? null : `${HUB_URL}/subscriptions/${page}?token=${token}`;
  return {
    why: `You get this because you asked ${HUB_NAME} for “${title}” ${often}. ${idle} with nothing good no mail comes.`,
    list: `${HUB_URL}${feed}`,
    archive: `${HUB_URL}/digests`,
    change: subscriptionUrl("preferences"),
    stop: subscriptionUrl("stop"),
  };
}

/** Cuts a text between words to a maximum number of characters. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const part = text.slice(0, most - 1);
  const space = part.lastIndexOf(" ");
  return `${(space > most / 2 ? part.slice(0, space) : part).replace(/[\s,;:.–-]+$/, "")}…`;
}

/** The first authors, and how many more there are in words. */
function shortAuthors(authors: string[]): { authors: string[]; more: string } {
  const first = authors.length <= 4 ? authors.length : 3;
  const more = authors.length - first;
  const names = authors.slice(0, first).map((name) => cut(name, 60));
  return { authors: names, more: more ? ` and ${grouped(more)} more` : "" };
}
