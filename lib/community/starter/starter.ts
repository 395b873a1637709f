import { getDb, type Tx } from "@/lib/base/db";
import { findSetting, lockSetting, type Settings, saveFirstSetting, saveSetting } from "@/lib/base/settings";
import {
  lastWeekday,
  planStarter,
  type StarterComment,
  type StarterPaper,
  type StarterPlan,
} from "@/lib/community/starter/starter-plan";
import { castMadeUpVotesIn, lockPapers } from "@/lib/papers/made-up-votes";
import { recountComments } from "@/lib/papers/recount";
import { savePapers } from "@/lib/papers/save";
import { addMadeUpReaders } from "@/lib/people/made-up-readers";
import { addJob } from "@/lib/queue/enqueue";
import starterPapers from "@/prisma/starter/papers.json" with { type: "json" };

export type StarterCounts = { papers: number; votes: number; comments: number };

/** The stored progress: when the first loading was, and up to when events have been loaded. */
type Progress = Settings["starter"];

const nothing: StarterCounts = { papers: 0, votes: 0, comments: 0 };

/**
 * Loads the starter papers up to `now`: papers of past days at once, later ones on their days, with votes and comments of
 * made-up readers at their times. Call it at start and hourly; it is safe to repeat. Once a hub has other papers, it gets
 * no further starter papers.
 * @returns what was added by this call
 */
export async function loadStarter(moment: { now: Date; timeZone: string }): Promise<StarterCounts> {
  const others = await hasOtherPapers();
  const progress = (await findSetting("starter")) ?? (others ? null : await startProgress(moment));
  if (!progress || progress.done) return nothing;
  const start = { firstDay: progress.firstDay, loadedAt: new Date(progress.loadedAt) };
  const plans = listStarterPapers().map((paper) => planStarter(paper, start, moment.timeZone));
  const due = plans.filter(({ startsAt }) => isDue(startsAt, progress, moment.now));
  const papers = others ? 0 : await loadPapers(due, moment);
  const played = await getDb().$transaction((tx) => loadEvents(tx, plans, moment.now), { timeout: 60_000 });
  return { papers, ...played };
}

/** The starter papers, oldest day first. */
export function listStarterPapers(): StarterPaper[] {
  return starterPapers;
}

async function loadPapers(due: StarterPlan[], moment: { now: Date; timeZone: string }): Promise<number> {
  const saved = await savePapers(
    due.map(({ paper }) => paper),
    { source: "starter", ...moment },
  );
  return saved.added;
}

async function loadEvents(
  tx: Tx,
  plans: StarterPlan[],
  now: Date,
): Promise<{ votes: number; comments: number }> {
  const progress = await lockSetting(tx, "starter");
  if (!progress) throw new Error("The starter's progress is no longer among the settings");
  const votes = plans.flatMap((plan) => plan.votes);
  const comments = plans.flatMap((plan) => plan.comments);
  const isNow = ({ at }: { at: Date }) => isDue(at, progress, now);
  const dueVotes = votes.filter(isNow);
  const dueComments = comments.filter(isNow);
  await lockPapers(
    tx,
    [...dueVotes, ...dueComments].map(({ key }) => key),
  );
  const counts = {
    comments: await addComments(tx, dueComments),
    votes: await castMadeUpVotesIn(tx, dueVotes, now),
  };
  const latest = new Date(Math.max(now.getTime(), Date.parse(progress.through ?? progress.loadedAt)));
  const times = [...votes, ...comments].map(({ at }) => at).concat(plans.map(({ startsAt }) => startsAt));
  const done = times.every((at) => at <= latest);
  await saveSetting("starter", { ...progress, through: latest.toISOString(), done }, tx);
  return counts;
}

function isDue(at: Date, { through }: Progress, now: Date): boolean {
  return at <= now && (through === null || at > new Date(through));
}

async function addComments(tx: Tx, comments: StarterComment[]): Promise<number> {
  if (comments.length === 0) return 0;
  const column = <T>(pick: (comment: StarterComment) => T) => comments.map(pick);
  const keys = column((comment) => comment.key);
  const names = column((comment) => comment.username);
  await addMadeUpReaders(tx, names);
  const added = await tx.$queryRaw<{ id: number }[]>`
    INSERT INTO comments (paper_id, user_id, body, created_at) SELECT p.id, u.id, c.body, c.at
    FROM unnest(${keys}::text[], ${names}::text[], ${column((comment) => comment.body)}::text[],
      ${column((comment) => comment.at)}::timestamptz[]) AS c(key, username, body, at)
    JOIN papers p ON p.key = c.key JOIN users u ON u.username = c.username AND u.kind = 'made_up'
    WHERE NOT EXISTS (SELECT FROM comments o WHERE o.paper_id = p.id AND o.user_id = u.id AND o.body = c.body)
    ORDER BY c.at RETURNING id`;
  const papers = await tx.paper.findMany({ where: { key: { in: keys } }, select: { id: true } });
  await recountComments(
    tx,
    papers.map(({ id }) => id),
  );
  if (added.length > 0) await addJob(tx, "tell-of-comments", { commentIds: added.map(({ id }) => id) });
  return added.length;
}

async function hasOtherPapers(): Promise<boolean> {
  const found = await getDb().$queryRaw<unknown[]>`SELECT 1 FROM papers WHERE source <> 'starter' LIMIT 1`;
  return found.length > 0;
}

function startProgress({ now, timeZone }: { now: Date; timeZone: string }): Promise<Progress> {
  return saveFirstSetting("starter", {
    firstDay: lastWeekday(timeZone, now),
    loadedAt: now.toISOString(),
    through: null,
    done: false,
  });
}
