import { getConfig } from "@/lib/base/config";
import { hubDay } from "@/lib/base/hub-day";
import { type CommentPage, listCommentPage } from "@/lib/community/comments/comments";
import { findMaySetLinks } from "@/lib/community/links";
import type { FeedItem } from "@/lib/feeds/feed-item";
import { noteOpened } from "@/lib/feeds/for-you/impressions";
import { listSimilar } from "@/lib/feeds/similar";
import { findSignal } from "@/lib/feeds/taste/feedback";
import { findFollowState } from "@/lib/follows/follows";
import { markPaperRead } from "@/lib/follows/notifications/notifications";
import { listPaperLinks, type PaperLink } from "@/lib/papers/paper-links";
import {
  type Derived,
  findDerived,
  findPaper,
  findVote,
  getPlaceOfDay,
  listVotesByDay,
  type Paper,
} from "@/lib/papers/papers";
import { findRepositoryState, type RepositoryState } from "@/lib/papers/repositories/state";
import { isSaved } from "@/lib/papers/saves";
import type { Viewer } from "@/lib/people/viewer";
import { findStatedProgress, type StatedProgress } from "@/lib/search/index-progress";
import type { SignalKind, SignalWhy, UncountedReason } from "@/prisma/generated/enums";

/** Everything that a paper's page shows. */
export type PaperPage = {
  paper: Paper;
  viewer: Viewer | null;
  vote: { upvoted: boolean; uncounted: UncountedReason | null };
  saved: boolean;
  followed: boolean;
  /** The viewer's feedback as a reader: "more like this", or "not for me". */
  signal: { kind: SignalKind; why: SignalWhy | null } | null;
  /** Counted upvotes by day (`YYYY-MM-DD`). */
  votes: { day: string; votes: number }[];
  place: { place: number; of: number };
  discussion: CommentPage & { isFirst: boolean };
  links: PaperLink[];
  /** Whether the viewer may correct them. */
  maySetLinks: boolean;
  similar: FeedItem[];
  /** How many papers can be found, while not all can. */
  progress: StatedProgress | null;
  derived: Derived;
  /** What is known of the repository of its code. */
  repository: RepositoryState | null;
  /** Today in the hub's time zone, `YYYY-MM-DD`. */
  today: string;
  now: Date;
};

/**
 * What a paper's page shows to the viewer; null for a key that is no listed paper's.
 * @param after the comment after which the page's comments begin; 0 for the first ones
 */
export async function findPaperPage(
  viewer: Viewer | null,
  key: string,
  { after, now }: { after: number; now: Date },
): Promise<PaperPage | null> {
  const paper = await findPaper(key);
  if (paper?.status !== "listed") return null;
  const [
    vote,
    saved,
    { followed },
    signal,
    votes,
    place,
    discussion,
    links,
    maySetLinks,
    similar,
    derived,
    progress,
    repository,
  ] = await Promise.all([
    findVote(viewer, paper.id),
    isSaved(viewer, paper.id),
    findFollowState(viewer, "paper", paper.key),
    findSignal(viewer, paper.id),
    listVotesByDay(paper.id, getConfig().HUB_TIME_ZONE),
    getPlaceOfDay(paper),
    listCommentPage(paper.id, after),
    listPaperLinks(paper.id),
    findMaySetLinks(viewer, paper),
    listSimilar(paper.id, { viewer }),
    findDerived(paper.id),
    findStatedProgress(),
    findRepositoryState(paper.codeUrl),
  ]);
  return {
    paper,
    viewer,
    vote,
    saved,
    followed,
    signal,
    votes,
    place,
    discussion: { ...discussion, isFirst: after === 0 },
    links,
    maySetLinks,
    similar,
    progress,
    derived,
    repository,
    today: hubDay(now),
    now,
  };
}

/**
 * Records that the viewer opened a paper's page, and with it read the notifications about it.
 * @param unread how many unread notifications the viewer has, of any paper
 */
export async function notePaperOpened(viewer: Viewer, paperId: number, unread: number): Promise<void> {
  await noteOpened(viewer, paperId);
  if (unread) await markPaperRead(viewer, paperId);
}
