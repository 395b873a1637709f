import { createHash } from "node:crypto";
import { skipWhileRunning } from "@/lib/base/concurrency";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { findSetting, type Settings, saveSetting } from "@/lib/base/settings";
import { plus } from "@/lib/base/time";
import { type DueRepository, listDueRepositories } from "@/lib/papers/repositories/due";
import {
  type Answer,
  askGithub,
  type Github,
  githubOf,
  parseGithubUrl,
} from "@/lib/papers/repositories/github";

type Context = {
  now: Date;
  signal: AbortSignal;
  /** The limit of one request. */
  timeoutMs?: number;
};
type Refreshed = { asked: number; changed: number; missing: number; failed: number; papers: number };
type Rest = Settings["github-rest"];

const nothing: Refreshed = { asked: 0, changed: 0, missing: 0, failed: 0, papers: 0 };
const maxPerRun = 200;
const runMs = 100_000;
/** A rest is counted from the beginning of the run, which may have taken as long as this. */
const runMinutes = 2;
const maxRestMinutes = 360;
/** After so many repositories in a row without an answer, the others are left for later. */
const maxFailures = 3;

/**
 * Asks GitHub for the stars and archive state of repositories of papers shown lately, one after the other, as far as its limit
 * of requests allows, and brings `papers.code_stars` in step. What is known of a repository stays until GitHub says something
 * else. After a failure it pauses, twice as long each time. Safe to repeat, and to end at any point.
 * @returns how many repositories it asked for, how many had changed, are missing or got no answer, and how many papers got new stars
 */
export const refreshRepositories = skipWhileRunning(refreshAll, nothing);

async function refreshAll({ now, signal, timeoutMs }: Context): Promise<Refreshed> {
  const total = { ...nothing };
  const rest = await findSetting("github-rest");
  // With another token, GitHub may answer at once.
  const isResting = rest && rest.token === tokenHash() && now < new Date(rest.until);
  if (!isResting) await askForDue({ now, signal, github: githubOf(getConfig(), timeoutMs) }, total);
  total.papers = await copyStars();
  return total;
}

type Run = { now: Date; signal: AbortSignal; github: Github };

async function askForDue({ now, signal, github }: Run, total: Refreshed): Promise<void> {
  const until = performance.now() + runMs;
  let inARow = 0;
  for (const due of await listDueRepositories(now, maxPerRun)) {
    if (signal.aborted || performance.now() > until) return;
    const name = parseGithubUrl(due.url);
    const answer = name && (await askGithub(github, name, due.etag, signal));
    // The worker ends: nobody knows whether GitHub would have answered.
    if (signal.aborted && answer?.kind === "failed") return;
    await store(due, answer, now);
    if (!answer) continue;
    count(answer, total);
    inARow = answer.kind === "failed" ? inARow + 1 : 0;
    if (answer.kind !== "failed") await noteAnswer(answer, now);
    else if (answer.stop || inARow >= maxFailures) return noteFailure(answer, now);
    if (answer.restSeconds !== null) return;
  }
}

function count({ kind }: Answer, total: Refreshed): void {
  total.asked += 1;
  if (kind === "found") total.changed += 1;
  else if (kind !== "unchanged") total[kind] += 1;
}

/** Stores what GitHub answered, or for null or no answer only that it was asked. */
async function store({ url }: DueRepository, answer: Answer | null, now: Date): Promise<void> {
  const said = { ...(answer ? saidBy(answer, now) : {}), askedAt: now };
  await getDb().repository.upsert({ where: { url }, create: { url, ...said }, update: said });
}

function saidBy(answer: Answer, checkedAt: Date) {
  if (answer.kind === "failed") return {};
  if (answer.kind === "unchanged") return { missing: false, checkedAt };
  if (answer.kind === "missing") return { missing: true, etag: null, checkedAt };
  const { stars, archived, etag } = answer;
  return { stars, archived, missing: false, etag, checkedAt };
}

async function noteAnswer({ restSeconds }: Answer, now: Date): Promise<void> {
  const before = await findSetting("github-rest");
  if (before?.failures) getLog().info("GitHub answers again");
  if (restSeconds === null && !before?.failures) return;
  await saveRest({
    until: restUntil(now, restSeconds ?? 0),
    failures: 0,
    since: null,
    error: null,
    refused: false,
  });
}

async function noteFailure(
  { error, refused, restSeconds }: Extract<Answer, { kind: "failed" }>,
  now: Date,
): Promise<void> {
  const before = await findSetting("github-rest");
  const failures = (before?.failures ?? 0) + 1;
  const seconds = Math.max(restSeconds ?? 0, 60 * 2 ** Math.min(failures, 10));
  const since = before?.since ?? now.toISOString();
  await saveRest({ until: restUntil(now, seconds), failures, since, error, refused });
  // Logged once, not at every attempt.
  if (failures === 1)
    getLog().warn({ error }, "stars of repositories stay as they are for now: GitHub does not answer");
}

function restUntil(now: Date, seconds: number): string {
  const minutes = Math.min(maxRestMinutes, seconds === 0 ? 0 : runMinutes + seconds / 60);
  return plus(now, { minutes }).toISOString();
}

async function saveRest(rest: Omit<Rest, "token">): Promise<void> {
  await saveSetting("github-rest", { ...rest, token: tokenHash() });
}

function tokenHash(): string | null {
  const { GITHUB_API_TOKEN } = getConfig();
  return GITHUB_API_TOKEN ? createHash("sha256").update(GITHUB_API_TOKEN).digest("hex") : null;
}

/**
 * Gives papers the stars of the repository that `code_url` names; none where it is no longer there. Rows are locked in the
 * order of ids, so that two such statements cannot deadlock.
 */
async function copyStars(): Promise<number> {
  return getDb().$executeRaw`
    WITH known AS (
      SELECT url, CASE WHEN missing THEN NULL ELSE stars END AS stars FROM repositories WHERE checked_at IS NOT NULL),
    changed AS (
      SELECT p.id, k.stars FROM known k JOIN papers p ON p.code_url = k.url WHERE p.code_stars IS DISTINCT FROM k.stars
      ORDER BY p.id FOR NO KEY UPDATE OF p)
    UPDATE papers p SET code_stars = c.stars FROM changed c WHERE p.id = c.id`;
}
