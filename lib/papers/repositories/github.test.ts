import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakeGithub, startFakeGithub } from "@/e2e/fakes/github";
import { getConfig } from "@/lib/base/config";
import {
  askGithub,
  askGithubLimit,
  type Github,
  parseGithubUrl,
  type RepositoryName,
} from "@/lib/papers/repositories/github";

let server: FakeGithub;
let github: Github;
const [llama, moved, later] = ["llama", "old-llama", "later-llama"].map((name) => ({
  owner: "Lab",
  name,
})) as [RepositoryName, RepositoryName, RepositoryName];
const signal = new AbortController().signal;
const ask = (name: RepositoryName, etag: string | null = null, given: Partial<Github> = {}) =>
  askGithub({ ...github, ...given }, name, etag, signal);
const failure = { kind: "failed", stop: false, refused: false, restSeconds: null };

beforeAll(async () => {
  server = await startFakeGithub();
  github = { apiUrl: server.apiUrl, userAgent: "Quire (https://hub.example)", timeoutMs: 5000 };
});
afterAll(() => server.close());
beforeEach(() => {
  Object.assign(getConfig(), { OUTGOING_ALLOW: [server.host] });
  server.setMode("ok");
  server.setLimit(60);
  server.requests.length = 0;
  for (const name of Object.keys(server.repositories)) delete server.repositories[name];
  server.repositories["Lab/llama"] = { stars: 1234 };
});

it("an address is a repository's if it has its form, and no other", () => {
  expect(parseGithubUrl("https://github.com/Lab/llama")).toEqual(llama);
  const others = [
    "github.com/Lab",
    "github.com/Lab/..",
    "github.com/Lab/a/b",
    "github.com/Lab/a?b",
    "gitlab.com/Lab/llama",
  ];
  expect(others.map((other) => parseGithubUrl(`https://${other}`))).toEqual(others.map(() => null));
});

describe("a repository", () => {
  it("is found with its stars, by a request as GitHub wants it", async () => {
    server.repositories["Lab/llama"] = { stars: 7, archived: true };
    const answer = await ask(llama);
    expect(answer).toEqual({
      kind: "found",
      stars: 7,
      archived: true,
      etag: expect.any(String),
      restSeconds: null,
    });
    expect(server.requests).toMatchObject([
      {
        path: "/repos/Lab/llama",
        headers: {
          accept: "application/vnd.github+json",
          "x-github-api-version": "2022-11-28",
          "user-agent": "Quire (https://hub.example)",
        },
      },
    ]);
    expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
    expect(server.requests[0]?.headers).not.toHaveProperty("if-none-match");
  });

  it("that has not changed since the last answer is not sent again", async () => {
    const first = await ask(llama);
    const etag = "etag" in first ? first.etag : null;
    expect(await ask(llama, etag, { token: server.token })).toEqual({ kind: "unchanged", restSeconds: null });
    expect(server.requests[1]?.headers).toMatchObject({
      "if-none-match": etag,
      authorization: `Bearer ${server.token}`,
    });
    server.repositories["Lab/llama"] = { stars: 1235 };
    expect(await ask(llama, etag)).toMatchObject({ kind: "found", stars: 1235 });
  });

  it("is found where it moved to, also when it has not changed there", async () => {
    Object.assign(server.repositories, {
      "Lab/old-llama": { stars: 0, movedTo: "Lab/later-llama" },
      "Lab/later-llama": { stars: 0, movedTo: "Lab/llama" },
    });
    const answer = await ask(moved);
    expect(answer).toMatchObject({ kind: "found", stars: 1234 });
    expect(server.requests.map(({ path }) => path)).toEqual([
      "/repos/Lab/old-llama",
      "/repositories/3",
      "/repositories/1",
    ]);
    expect(await ask(later, "etag" in answer ? answer.etag : null)).toMatchObject({ kind: "unchanged" });
  });

  it("is not looked for at another server, nor in a circle", async () => {
    server.setMode("elsewhere");
    expect(await ask(llama)).toEqual({ ...failure, error: `${server.host} answered with status 301.` });
    server.setMode("ok");
    server.repositories["Lab/llama"] = { stars: 0, movedTo: "Lab/llama" };
    expect(await ask(llama)).toMatchObject({ kind: "failed", error: "GitHub redirects in a circle." });
    expect(server.requests).toHaveLength(5);
  });

  it.each([404, 403, 451] as const)("is missing after a %i that says so", async (status) => {
    if (status === 404) delete server.repositories["Lab/llama"];
    else server.repositories["Lab/llama"] = { stars: 1, blocked: status };
    expect(await ask(llama)).toEqual({ kind: "missing", restSeconds: null });
  });
});

describe("without a usable answer", () => {
  it("what happened is told", async () => {
    server.setMode("500");
    expect(await ask(llama)).toEqual({ ...failure, error: `${server.host} answered with status 502.` });
    server.setMode("html");
    expect(await ask(llama)).toEqual({
      ...failure,
      error: `${server.host} answered with status 200 and no repository.`,
    });
  });

  it("a server that is silent, away or inside a private network stops the others, too", async () => {
    server.setMode("silent");
    const late = await ask(llama, null, { timeoutMs: 100 });
    expect(late).toEqual({ ...failure, stop: true, error: `${server.host} did not answer in time.` });
    Object.assign(getConfig(), { OUTGOING_ALLOW: [server.host, "127.0.0.1:9"] });
    const away = await ask(llama, null, { apiUrl: "http://127.0.0.1:9" });
    expect(away).toMatchObject({ stop: true, error: "127.0.0.1:9 cannot be reached (ECONNREFUSED)." });
    Object.assign(getConfig(), { OUTGOING_ALLOW: [] });
    expect(await ask(llama)).toMatchObject({ kind: "failed", stop: true, error: /private network/ });
  });

  it("a refused token is told as such", async () => {
    expect(await ask(llama, null, { token: "expired" })).toMatchObject({
      kind: "failed",
      stop: true,
      refused: true,
      error: "GitHub does not accept GITHUB_API_TOKEN.",
    });
  });
});

describe("GitHub's limit", () => {
  const atTwenty = new Date("2026-03-02T20:00:00Z");

  it("is kept to: a sixth is left to others until the hour is over, by GitHub's clock", async () => {
    server.setNow(atTwenty);
    server.setLimit(12);
    for (let i = 0; i < 9; i++) expect(await ask(llama)).toMatchObject({ kind: "found", restSeconds: null });
    server.setNow(new Date("2026-03-02T20:20:00Z"));
    expect(await ask(llama)).toMatchObject({ kind: "found", restSeconds: 2400 });
  });

  it("that is reached, or that of requests at once, stops the others", async () => {
    server.setNow(new Date("2026-03-02T22:00:00Z"));
    server.setLimit(0);
    const error = "GitHub's limit of requests is reached.";
    expect(await ask(llama)).toEqual({ ...failure, stop: true, restSeconds: 3600, error });
    server.setMode("secondary");
    expect(await ask(llama)).toEqual({ ...failure, stop: true, restSeconds: 60, error });
  });

  it("can be asked for", async () => {
    expect(await askGithubLimit(github)).toEqual({ limit: 60 });
    expect(await askGithubLimit({ ...github, token: server.token })).toEqual({ limit: 5000 });
    expect(await askGithubLimit({ ...github, token: "expired" })).toMatchObject({ refused: true });
  });
});
