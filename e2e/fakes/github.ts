import { createHash } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

type FakeRepository = {
  stars: number;
  archived?: boolean;
  /** The full name of the repository that it was renamed to. */
  movedTo?: string;
  /** Taken down: 451 after a notice under copyright law, 403 for a breach of GitHub's terms. */
  blocked?: 451 | 403;
};

/** `secondary` is the limit of requests at once, `silent` gives no answer, `html` a page in place of JSON. */
type GithubMode = "ok" | "500" | "html" | "secondary" | "silent" | "elsewhere";

export type FakeGithub = {
  apiUrl: string;
  /** Host and port, for OUTGOING_ALLOW. */
  host: string;
  /** The one token that it accepts. */
  token: string;
  /** By full name. */
  repositories: Record<string, FakeRepository>;
  requests: { path: string; headers: IncomingHttpHeaders }[];
  setMode: (mode: GithubMode) => void;
  /** Sets its clock, by which the hour of the limit begins anew. */
  setNow: (now: Date) => void;
  /** Sets how many requests an hour it answers without a token. */
  setLimit: (limit: number) => void;
  close: () => Promise<void>;
};

type Answer = { status: number; headers?: Record<string, string>; body?: unknown };

const token = "github_pat_of-the-tests";
const docs = "https://docs.github.com/rest";
const limits = { anonymous: 60, token: 5000 };

/** Starts a server on 127.0.0.1 that answers `/repos/…` and `/rate_limit` as GitHub's REST API does, with its limits and faults. */
export async function startFakeGithub(): Promise<FakeGithub> {
  const repositories: FakeGithub["repositories"] = {};
  const requests: FakeGithub["requests"] = [];
  const rate = createRate();
  let mode: GithubMode = "ok";

  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    requests.push({ path, headers: request.headers });
    if (mode === "silent") return;
    const fault = faults[mode];
    const access = rate.admit(request.headers);
    const answer = fault ?? access.refusal ?? find(repositories, path, `http://${request.headers.host}`);
    const etag = answer.headers?.etag;
    const isKept = etag !== undefined && request.headers["if-none-match"] === etag;
    // Unchanged answers cost nothing with a token.
    if (path !== "/rate_limit" && !fault && !(isKept && request.headers.authorization)) access.spend();
    response.sendDate = false;
    const headers = { ...usual, ...access.headers(), ...answer.headers };
    if (isKept) response.writeHead(304, headers).end();
    else
      response
        .writeHead(answer.status, headers)
        .end(bodyOf(path === "/rate_limit" ? access.json() : answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    apiUrl: `http://${host}`,
    host,
    token,
    repositories,
    requests,
    setMode: (wanted) => {
      mode = wanted;
    },
    setNow: rate.setNow,
    setLimit: rate.setLimit,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const usual = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "public, max-age=60, s-maxage=60",
  vary: "Accept,Accept-Encoding, Accept, X-Requested-With",
  "x-github-media-type": "github.v3; format=json",
  "x-github-api-version-selected": "2022-11-28",
  server: "github.com",
};

const faults: Partial<Record<GithubMode, Answer>> = {
  "500": { status: 502, body: { message: "Server Error" } },
  html: {
    status: 200,
    headers: { "content-type": "text/html" },
    body: "<!DOCTYPE html><title>Sign in to the network</title>",
  },
  secondary: {
    status: 403,
    headers: { "retry-after": "60" },
    body: {
      documentation_url: `${docs}/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits`,
      message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
    },
  },
  elsewhere: {
    status: 301,
    headers: { location: "http://127.0.0.1:9/repositories/1" },
    body: { message: "Moved Permanently" },
  },
};

/** Counts the requests of an hour, without and with a token. */
function createRate() {
  let now = new Date("2026-03-02T12:00:00Z");
  let hour = { used: { anonymous: 0, token: 0 }, resetAt: 0 };
  let anonymous = limits.anonymous;

  function admit({ authorization, "user-agent": agent }: IncomingHttpHeaders) {
    const seconds = Math.floor(now.getTime() / 1000);
    if (seconds >= hour.resetAt) hour = { used: { anonymous: 0, token: 0 }, resetAt: seconds + 3600 };
    const kind = authorization === `Bearer ${token}` ? "token" : "anonymous";
    const limit = kind === "token" ? limits.token : anonymous;
    const json = () => ({
      limit,
      remaining: limit - hour.used[kind],
      reset: hour.resetAt,
      used: hour.used[kind],
    });
    const isSpent = hour.used[kind] >= limit;
    return {
      refusal: refusalOf({ agent, isUnknown: Boolean(authorization) && kind === "anonymous", isSpent }),
      spend: () => {
        hour.used[kind] = Math.min(limit, hour.used[kind] + 1);
      },
      headers: () => ({
        date: now.toUTCString(),
        "x-ratelimit-resource": "core",
        ...Object.fromEntries(
          Object.entries(json()).map(([name, value]) => [`x-ratelimit-${name}`, String(value)]),
        ),
      }),
      json: () => ({ resources: { core: json() }, rate: json() }),
    };
  }

  return {
    admit,
    setNow: (at: Date) => {
      now = at;
    },
    setLimit: (limit: number) => {
      anonymous = limit;
    },
  };
}

function refusalOf(given: {
  agent: string | undefined;
  isUnknown: boolean;
  isSpent: boolean;
}): Answer | null {
  if (!given.agent) return { status: 403, body: "Request forbidden by administrative rules." };
  if (given.isUnknown)
    return { status: 401, body: { message: "Bad credentials", documentation_url: docs, status: "401" } };
  if (!given.isSpent) return null;
  const message =
    "API rate limit exceeded for 192.0.2.1. (But here's the good news: Authenticated requests get a higher rate limit.)";
  return {
    status: 403,
    body: { message, documentation_url: `${docs}/overview/rate-limits-for-the-rest-api` },
  };
}

const notFound: Answer = {
  status: 404,
  body: { message: "Not Found", documentation_url: `${docs}/repos/repos#get-a-repository`, status: "404" },
};

function find(repositories: FakeGithub["repositories"], path: string, base: string): Answer {
  if (path === "/rate_limit") return { status: 200 };
  const names = Object.keys(repositories);
  const [, id] = /^\/repositories\/(\d+)$/.exec(path) ?? [];
  const wanted = path.replace(/^\/repos\//, "").toLowerCase();
  const name = id ? names[Number(id) - 1] : names.find((one) => one.toLowerCase() === wanted);
  const repository = name === undefined ? undefined : repositories[name];
  if (!name || !repository) return notFound;
  if (repository.movedTo) {
    const url = `${base}/repositories/${names.indexOf(repository.movedTo) + 1}`;
    const body = {
      message: "Moved Permanently",
      url,
      documentation_url: `${docs}/guides/best-practices-for-using-the-rest-api#follow-redirects`,
    };
    return { status: 301, headers: { location: url }, body };
  }
  if (repository.blocked) {
    const block = {
      reason: repository.blocked === 451 ? "dmca" : "tos",
      created_at: "2021-04-22T17:53:56Z",
      html_url: "https://github.com/tos",
    };
    return { status: repository.blocked, body: { message: "Repository access blocked", block } };
  }
  const body = toJson(names.indexOf(name) + 1, name, repository);
  const etag = `W/"${createHash("sha256").update(JSON.stringify(body)).digest("hex")}"`;
  return { status: 200, headers: { etag, "last-modified": "Mon, 02 Mar 2026 10:00:00 GMT" }, body };
}

function toJson(id: number, fullName: string, { stars, archived = false }: FakeRepository) {
  const [login, name] = fullName.split("/");
  return {
    id,
    node_id: `R_${id}`,
    name,
    full_name: fullName,
    private: false,
    owner: { login, id: 1, type: "Organization" },
    html_url: `https://github.com/${fullName}`,
    description: null,
    fork: false,
    url: `https://api.github.com/repos/${fullName}`,
    stargazers_count: stars,
    watchers_count: stars,
    archived,
    disabled: false,
    visibility: "public",
    default_branch: "main",
    subscribers_count: 3,
  };
}

function bodyOf(body: unknown): string {
  return typeof body === "string" ? body : JSON.stringify(body);
}
