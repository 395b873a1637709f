import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakeGithub, startFakeGithub } from "@/e2e/fakes/github";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { findSetting } from "@/lib/base/settings";
import { minus, plus, type Span } from "@/lib/base/time";
import { noteOpened } from "@/lib/feeds/for-you/impressions";
import { listDueRepositories } from "@/lib/papers/repositories/due";
import { findGithubTrouble } from "@/lib/papers/repositories/github-trouble";
import { refreshRepositories } from "@/lib/papers/repositories/refresh";
import { findRepositoryState } from "@/lib/papers/repositories/state";

withTestDb();

let github: FakeGithub;
const start = new Date("2026-03-02T12:00:00Z");
const llama = "https://github.com/Lab/llama";
const signal = new AbortController().signal;

/** Runs the task at this time after the first one, by the clocks of the hub and of GitHub. */
function refresh(after: Span = {}) {
  const now = plus(start, after);
  github.setNow(now);
  return refreshRepositories({ now, signal, timeoutMs: 2000 });
}

function paperWith(url: string, given: Parameters<typeof makePaper>[0] = {}) {
  return makePaper({ codeUrl: url, ...given });
}

const paperAt = (id: number) => getDb().paper.findUniqueOrThrow({ where: { id } });
const paths = () => github.requests.map(({ path }) => path);
const trouble = (after: Span = {}) => findGithubTrouble(plus(start, after));

beforeAll(async () => {
  github = await startFakeGithub();
});
afterAll(() => github.close());
beforeEach(async () => {
  Object.assign(getConfig(), {
    OUTGOING_ALLOW: [github.host],
    GITHUB_API_URL: github.apiUrl,
    GITHUB_API_TOKEN: github.token,
    GITHUB_STARS: "on",
    LOG_LEVEL: "silent",
  });
  await getDb().paper.deleteMany();
  await getDb().repository.deleteMany();
  await getDb().setting.deleteMany({ where: { key: "github-rest" } });
  for (const name of Object.keys(github.repositories)) delete github.repositories[name];
  github.repositories["Lab/llama"] = { stars: 1234 };
  github.requests.length = 0;
  github.setMode("ok");
});

describe("an answer", () => {
  it("brings stars to the repository and its papers, and moves no paper's time of change", async () => {
    const paper = await paperWith(llama, { codeStars: 7 });
    const other = await makePaper({ codeUrl: "https://gitlab.com/a/b", codeStars: 5 });
    expect(await refresh()).toEqual({ asked: 1, changed: 1, missing: 0, failed: 0, papers: 1 });
    expect(await findRepositoryState(llama)).toEqual({
      stars: 1234,
      archived: false,
      missing: false,
      checkedAt: start,
    });
    const after = await paperAt(paper.id);
    expect([after.codeStars, after.updatedAt]).toEqual([1234, paper.updatedAt]);
    expect((await paperAt(other.id)).codeStars).toBe(5);
  });

  it("is asked for once a day, with the ETag of the last one, and keeps the stars where nothing changed", async () => {
    await paperWith(llama);
    await refresh();
    expect(await refresh({ hours: 23 })).toMatchObject({ asked: 0 });
    expect(await refresh({ hours: 24 })).toEqual({ asked: 1, changed: 0, missing: 0, failed: 0, papers: 0 });
    expect(github.requests[1]?.headers["if-none-match"]).toMatch(/^W\/"/);
    expect(await findRepositoryState(llama)).toMatchObject({
      stars: 1234,
      checkedAt: plus(start, { hours: 24 }),
    });
    github.repositories["Lab/llama"] = { stars: 1300, archived: true };
    expect(await refresh({ hours: 48 })).toMatchObject({ changed: 1, papers: 1 });
    expect(await findRepositoryState(llama)).toMatchObject({ stars: 1300, archived: true });
  });

  it("that a repository is gone takes the stars from its papers until it is back", async () => {
    const { id } = await paperWith(llama);
    await refresh();
    const repository = github.repositories["Lab/llama"];
    delete github.repositories["Lab/llama"];
    expect(await refresh({ days: 1 })).toMatchObject({ missing: 1, papers: 1 });
    expect(await findRepositoryState(llama)).toMatchObject({ missing: true, stars: 1234 });
    expect((await paperAt(id)).codeStars).toBeNull();
    Object.assign(github.repositories, { "Lab/llama": repository });
    await refresh({ days: 2 });
    expect(await findRepositoryState(llama)).toMatchObject({ missing: false });
    expect((await paperAt(id)).codeStars).toBe(1234);
  });

  it("reaches a paper whose code is found later without another request", async () => {
    await paperWith(llama);
    await refresh();
    const { id } = await makePaper({ codeUrl: llama });
    expect(await refresh({ minutes: 5 })).toMatchObject({ asked: 0, papers: 1 });
    expect((await paperAt(id)).codeStars).toBe(1234);
  });
});

describe("without an answer", () => {
  it("what is known stays, and GitHub is asked again after ever longer pauses", async () => {
    const { id } = await paperWith(llama);
    for (const name of ["a", "b", "c", "d"]) await paperWith(`https://github.com/Lab/${name}`, { heat: 0 });
    github.repositories["Lab/llama"] = { stars: 9 };
    await refresh();
    github.setMode("500");
    expect(await refresh({ days: 1 })).toMatchObject({ asked: 3, failed: 3 });
    expect(await findRepositoryState(llama)).toMatchObject({ stars: 9, checkedAt: start });
    expect((await paperAt(id)).codeStars).toBe(9);
    expect(await refresh({ days: 1, minutes: 3 })).toMatchObject({ asked: 0 });
    // Those that got no answer are not due again yet.
    expect(await refresh({ days: 1, minutes: 5 })).toMatchObject({ asked: 2, failed: 2 });
    github.setMode("silent");
    expect(await refresh({ days: 1, minutes: 61 })).toMatchObject({ asked: 1, failed: 1 });
    expect(await findSetting("github-rest")).toMatchObject({
      failures: 2,
      since: plus(start, { days: 1 }).toISOString(),
    });
    github.setMode("ok");
    expect(await refresh({ days: 1, minutes: 66 })).toMatchObject({ asked: 0 });
    expect(await refresh({ days: 1, minutes: 130 })).toMatchObject({ asked: 5, failed: 0 });
    expect(await findSetting("github-rest")).toMatchObject({ failures: 0, since: null });
  });

  it("for twelve hours, it is a trouble; a refused token is one at once", async () => {
    await paperWith(llama);
    github.setMode("silent");
    await refresh();
    expect(await trouble({ hours: 11 })).toBeNull();
    expect(await trouble({ hours: 13 })).toBe(
      "GitHub has not answered since 2 Mar 2026, 12:00 UTC, so stars and archive states of repositories may be out of date. " +
        `The last error: ${github.host} did not answer in time. It is asked again at 2 Mar 2026, 12:04 UTC, and GITHUB_STARS=off stops asking.`,
    );
    github.setMode("ok");
    Object.assign(getConfig(), { GITHUB_API_TOKEN: "expired" });
    await refresh({ hours: 2 });
    expect(await trouble({ hours: 2 })).toMatch(/^GitHub refuses GITHUB_API_TOKEN since/);
    Object.assign(getConfig(), { GITHUB_API_TOKEN: undefined });
    await paperWith("https://github.com/Lab/other");
    expect(await refresh({ hours: 2, minutes: 1 })).toMatchObject({ asked: 1, missing: 1 });
    expect(await trouble({ hours: 13 })).toBeNull();
    Object.assign(getConfig(), { GITHUB_API_TOKEN: "expired" });
    await refresh({ hours: 4 });
    expect(await trouble({ hours: 4 })).not.toBeNull();
    Object.assign(getConfig(), { GITHUB_STARS: "off" });
    expect(await trouble({ hours: 13 })).toBeNull();
  });

  it("when the worker ends, nothing is noted", async () => {
    await paperWith(llama);
    github.setMode("silent");
    const ending = new AbortController();
    const run = refreshRepositories({ now: start, signal: ending.signal });
    await expect.poll(() => github.requests.length).toBe(1);
    ending.abort();
    expect(await run).toMatchObject({ asked: 0 });
    expect(await getDb().repository.count()).toBe(0);
    expect(await findSetting("github-rest")).toBeNull();
  });
});

it("the limit stops a run, and the next hour's run goes on with the rest", async () => {
  Object.assign(getConfig(), { GITHUB_API_TOKEN: undefined });
  github.setLimit(6);
  for (let i = 0; i < 8; i++) {
    github.repositories[`Lab/r${i}`] = { stars: i };
    await paperWith(`https://github.com/Lab/r${i}`, { heat: 100 - i });
  }
  expect(await refresh({ days: 9 })).toMatchObject({ asked: 5, papers: 5 });
  expect(await refresh({ days: 9, minutes: 59 })).toMatchObject({ asked: 0 });
  expect(await refresh({ days: 9, minutes: 63 })).toMatchObject({ asked: 3 });
  expect(paths()).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((i) => `/repos/Lab/r${i}`));
  expect(await trouble({ days: 11 })).toBeNull();
  github.setLimit(60);
});

it("repositories are those on GitHub of papers that were shown lately, the hottest papers' first", async () => {
  const old = new Date("2019-05-01T00:00:00Z");
  const reader = await makePerson();
  const opened = await paperWith("https://github.com/Lab/opened", { announcedAt: old, heat: -1 });
  await paperWith("https://github.com/Lab/hot", { announcedAt: old, heat: 50 });
  await paperWith("https://github.com/Lab/new", { announcedAt: minus(start, { days: 6 }), heat: -2 });
  await paperWith("https://gitlab.com/Lab/elsewhere");
  await paperWith("https://github.com/Lab/hidden", { status: "pending" });
  const removed = await paperWith("https://github.com/Lab/removed");
  await getDb().paperLink.updateMany({ where: { paperId: removed.id }, data: { removedAt: start } });
  await noteOpened(reader, opened.id, minus(start, { days: 3 }));
  const due = async (limit = 10) =>
    (await listDueRepositories(start, limit)).map(({ url }) => url.split("/").at(-1));
  expect(await due()).toEqual(["hot", "opened", "new"]);
  expect(await due(1)).toEqual(["hot"]);
});
