import { seededRandom } from "@/lib/base/random";
import { type DayNumber, formatDay, parseDay, weekday } from "@/lib/papers/arxiv/calendar";
import { dayIn } from "@/lib/papers/arxiv/schedule";
import type { Incoming } from "@/lib/papers/incoming";
import { latexToText } from "@/lib/papers/latex/latex";
import { type MadeUpVote, madeUpReaders, madeUpVotes, readerName } from "@/lib/papers/starter/made-up";

/** A paper of prisma/starter/papers.json; its day counts weekdays from the day of the first loading. */
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

/** Newest day at the first loading (`YYYY-MM-DD`, a weekday), and the moment of that loading. */
export type StarterStart = { firstDay: string; loadedAt: Date };

export type StarterComment = { key: string; username: string; body: string; at: Date };

/** What happens to one starter paper, and when. */
export type StarterPlan = {
  startsAt: Date;
  paper: Incoming;
  votes: MadeUpVote[];
  comments: StarterComment[];
};

const voteHours = 36;
const hour = 3_600_000;

/** The newest weekday on or before a moment, in the hub's time zone. */
export function lastWeekday(timeZone: string, now: Date): string {
  const today = parseDay(dayIn(timeZone, now));
  return formatDay(isWeekend(today) ? addWeekdays(today, -1) : today);
}

/** Lays out a starter paper from the start it counts from; the same every time. */
export function planStarter(paper: StarterPaper, start: StarterStart, timeZone: string): StarterPlan {
  const day = formatDay(addWeekdays(parseDay(start.firstDay), paper.day));
  const startsAt = startOfDay(timeZone, day);
  const votes = madeUpVotes({ key: paper.id, upvotes: paper.upvotes, from: startsAt, hours: voteHours });
  return {
    startsAt,
    paper: incoming(paper, day, startsAt),
    votes: paper.day === 0 ? squeezeEarly(votes, startsAt, start.loadedAt) : votes,
    comments: planComments(paper, startsAt),
  };
}

/** The first moment of a date in a time zone, also where clocks change at midnight. */
export function startOfDay(timeZone: string, day: string): Date {
  const noon = Date.parse(`${day}T12:00:00Z`);
  // No zone is further than 14 hours from UTC, so the date begins within these bounds.
  let [before, after] = [noon - 27 * hour, noon + 3 * hour];
  while (after - before > 60_000) {
    const middle = before + Math.floor((after - before) / 120_000) * 60_000;
    if (dayIn(timeZone, new Date(middle)) < day) before = middle;
    else after = middle;
  }
  return new Date(after);
}

/** Moves a date by weekdays; weekends are stepped over. */
export function addWeekdays(day: DayNumber, count: number): DayNumber {
  let at = day;
  for (let left = Math.abs(count); left > 0; ) {
    at += Math.sign(count);
    if (!isWeekend(at)) left -= 1;
  }
  return at;
}

function isWeekend(day: DayNumber): boolean {
  return weekday(day) === 0 || weekday(day) === 6;
}

function incoming(paper: StarterPaper, day: string, startsAt: Date): Incoming {
  const publishedAt = new Date(paper.publishedAt);
  return {
    arxivId: paper.id,
    title: latexToText(paper.title),
    abstract: latexToText(paper.summary),
    abstractKind: "summary",
    authors: paper.authors,
    topics: paper.categories,
    comment: null,
    journalRef: null,
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

// A hub that is set up soon after midnight would show its newest day without a vote: half of them hurry.
function squeezeEarly(votes: MadeUpVote[], startsAt: Date, loadedAt: Date): MadeUpVote[] {
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
    at: new Date(startsAt.getTime() + Math.floor((2 + next() * 20) * hour)),
  }));
}
