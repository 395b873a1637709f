import { seededRandom } from "@/lib/base/random";
import { addDays, dayIn, hourMs, startOfDay, weekdayOf } from "@/lib/base/time";
import type { Incoming } from "@/lib/papers/incoming";
import { type MadeUpVote, madeUpReaders, madeUpVotes, readerName } from "@/lib/papers/made-up-votes";
import { readSource } from "@/lib/papers/read-source";

/** A paper in prisma/starter/papers.json; `day` is its offset in weekdays from the first loading. */
export type StarterPaper = {
  id: string;
  title: string;
  authors: string[];
  categories: string[];
  publishedAt: string;
  summary: string;
  codeUrl: string | null;
  projectUrl: string | null;
  day: number;
  upvotes: number;
  comments: string[];
};

/** The newest weekday at the first loading (`YYYY-MM-DD`), and the time of that loading. */
export type StarterStart = { firstDay: string; loadedAt: Date };

export type StarterComment = { key: string; username: string; body: string; at: Date };

/** One starter paper's announcement, votes and comments with their times. */
export type StarterPlan = {
  startsAt: Date;
  paper: Incoming;
  votes: MadeUpVote[];
  comments: StarterComment[];
};

const voteHours = 36;

/** The last weekday on or before `now`, in the hub's time zone. */
export function lastWeekday(timeZone: string, now: Date): string {
  const today = dayIn(timeZone, now);
  return isWeekend(today) ? addWeekdays(today, -1) : today;
}

/** Plans a starter paper relative to the first loading; the result is deterministic. */
export function planStarter(paper: StarterPaper, start: StarterStart, timeZone: string): StarterPlan {
  const day = addWeekdays(start.firstDay, paper.day);
  const startsAt = startOfDay(day, timeZone);
  const votes = madeUpVotes({ key: paper.id, upvotes: paper.upvotes, from: startsAt, hours: voteHours });
  return {
    startsAt,
    paper: incoming(paper, day, startsAt),
    votes: paper.day === 0 ? moveHalfEarlier(votes, startsAt, start.loadedAt) : votes,
    comments: planComments(paper, startsAt),
  };
}

/** The day this many weekdays later, or earlier for a negative count; weekends are skipped. */
export function addWeekdays(day: string, count: number): string {
  let at = day;
  for (let left = Math.abs(count); left > 0; ) {
    at = addDays(at, Math.sign(count));
    if (!isWeekend(at)) left -= 1;
  }
  return at;
}

function isWeekend(day: string): boolean {
  return weekdayOf(day) > 5;
}

function incoming(paper: StarterPaper, day: string, startsAt: Date): Incoming {
  const publishedAt = new Date(paper.publishedAt);
  return {
    arxivId: paper.id,
    ...readSource({
      title: paper.title,
      abstract: paper.summary,
      comment: null,
      journalRef: null,
      authors: paper.authors,
    }),
    abstractKind: "summary",
    topics: paper.categories,
    doi: null,
    licence: null,
    publishedAt,
    versions: [{ version: 1, at: publishedAt }],
    announcedAt: startsAt,
    withdrawn: false,
    day,
    codeUrl: paper.codeUrl,
    projectUrl: paper.projectUrl,
  };
}

// Half of the newest day's votes are moved before the loading; otherwise a hub installed just after midnight would show
// that day without votes.
function moveHalfEarlier(votes: MadeUpVote[], startsAt: Date, loadedAt: Date): MadeUpVote[] {
  const next = seededRandom(`${votes[0]?.key} early`);
  const span = loadedAt.getTime() - startsAt.getTime();
  const inOrder = votes.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return inOrder.map((vote, i) => {
    const at = new Date(startsAt.getTime() + Math.floor(next() * span));
    return i < votes.length / 2 && vote.at > loadedAt ? { ...vote, at } : vote;
  });
}

function planComments(paper: StarterPaper, startsAt: Date): StarterComment[] {
  const next = seededRandom(`${paper.id} comments`);
  return paper.comments.map((body) => ({
    key: paper.id,
    username: readerName(Math.floor(next() * madeUpReaders)),
    body,
    at: new Date(startsAt.getTime() + Math.floor((2 + next() * 20) * hourMs)),
  }));
}
