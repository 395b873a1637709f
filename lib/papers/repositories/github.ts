import { z } from "zod";
import type { Config } from "@/lib/base/config";
import { isAppError, messageOf } from "@/lib/base/errors";
import { type Got, getOutside } from "@/lib/base/outgoing/get";

/** The server that is asked, and as whom. */
export type Github = {
  /** Address of the REST API, `https://api.github.com`. */
  apiUrl: string;
  token?: string;
  userAgent: string;
  /** The limit of one request. */
  timeoutMs: number;
};

/**
 * What GitHub says of a repository. `failed`: no answer that can be used; `stop` says that others would fare no better now.
 * `restSeconds`: how long GitHub wants to be left alone from now on, null where it does not say so.
 */
export type Answer = { restSeconds: number | null } & (
  | { kind: "found"; stars: number; archived: boolean; etag: string | null }
  | { kind: "unchanged" }
  | { kind: "missing" }
  | { kind: "failed"; error: string; stop: boolean; refused: boolean }
);

/** How the settings say that GitHub is asked. */
export function githubOf({ GITHUB_API_URL, GITHUB_API_TOKEN, HUB_URL }: Config, timeoutMs = 10_000): Github {
  return {
    apiUrl: GITHUB_API_URL,
    ...(GITHUB_API_TOKEN && { token: GITHUB_API_TOKEN }),
    userAgent: `Quire (${new URL(HUB_URL).origin})`,
    timeoutMs,
  };
}

/** A repository as GitHub names it. */
export type RepositoryName = { owner: string; name: string };

const shape = z.object({
  full_name: z.string(),
  stargazers_count: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  archived: z.boolean(),
});

const maxBytes = 1024 * 1024;
const maxRedirects = 3;
/** The share of GitHub's hourly limit that is left to other programs at the same address or with the same token. */
const reserved = 1 / 6;
const gone = [404, 410, 451];

/** The repository at an address in the form that paper_links have; null for any other address. */
export function parseGithubUrl(url: string): RepositoryName | null {
  const [, owner, name] = /^https:\/\/github\.com\/([\w-]{1,100})\/([\w.-]{1,100})$/.exec(url) ?? [];
  return owner && name && !/^\.+$/.test(name) ? { owner, name } : null;
}

/**
 * Asks GitHub's REST API for a repository, also where it has moved to (https://docs.github.com/rest/repos/repos#get-a-repository).
 * @param etag the ETag of the last answer: GitHub then answers only if the repository has changed, which with a token does not
 * count against its limit
 */
export async function askGithub(
  github: Github,
  { owner, name }: RepositoryName,
  etag: string | null,
  signal?: AbortSignal,
): Promise<Answer> {
  let address = `${baseOf(github)}/repos/${owner}/${name}`;
  try {
    for (let hops = 0; hops <= maxRedirects; hops++) {
      const got = await get(github, address, etag, signal);
      const next = redirectOf(got, address);
      if (next === null) return readAnswer(got, new URL(address).host);
      address = next;
    }
    return failed("GitHub redirects in a circle.");
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { ...failed(error.message), stop: true };
  }
}

/**
 * Asks how many requests an hour GitHub answers, which does not count as one.
 * @returns the number, null from a server without limits; or what went wrong
 */
export async function askGithubLimit(
  github: Github,
): Promise<{ limit: number | null } | { error: string; refused: boolean }> {
  try {
    const { status, headers } = await get(github, `${baseOf(github)}/rate_limit`, null);
    if (status === 401) return { error: "does not accept GITHUB_API_TOKEN", refused: true };
    // A server without limits has no such page.
    if (status !== 200 && status !== 404) return { error: `answers ${status}`, refused: false };
    return { limit: number(headers, "x-ratelimit-limit") };
  } catch (error) {
    return { error: messageOf(error), refused: false };
  }
}

function baseOf({ apiUrl }: Github): string {
  return apiUrl.replace(/\/+$/, "");
}

function get(github: Github, address: string, etag: string | null, signal?: AbortSignal): Promise<Got> {
  return getOutside(address, {
    headers: {
      Accept: "application/vnd.github+json",
      "X-GitHub-Api-Version": "2022-11-28",
      "User-Agent": github.userAgent,
      ...(github.token && { Authorization: `Bearer ${github.token}` }),
      ...(etag && { "If-None-Match": etag }),
    },
    timeoutMs: github.timeoutMs,
    maxBytes,
    ...(signal && { signal }),
  });
}

/** Where a redirect leads, if that is on the same server, since the token must not go elsewhere; null for other answers. */
function redirectOf({ status, headers }: Got, address: string): string | null {
  const location = header(headers, "location");
  if (![301, 302, 307, 308].includes(status) || !location || !URL.canParse(location, address)) return null;
  const url = new URL(location, address);
  return url.origin === new URL(address).origin ? url.href : null;
}

function readAnswer(got: Got, host: string): Answer {
  const { status, headers } = got;
  const restSeconds = restOf(headers);
  const body = parseJson(got.body);
  if (status === 304) return { kind: "unchanged", restSeconds };
  const isBlocked = status === 403 && z.object({ block: z.object({}) }).safeParse(body).success;
  if (gone.includes(status) || isBlocked) return { kind: "missing", restSeconds };
  if (status === 401)
    return { ...failed("GitHub does not accept GITHUB_API_TOKEN."), stop: true, refused: true, restSeconds };
  if (isLimited(got, body))
    return { ...failed("GitHub's limit of requests is reached."), stop: true, restSeconds };
  const parsed = shape.safeParse(body);
  if (status !== 200 || !parsed.success)
    return {
      ...failed(`${host} answered with status ${status}${status === 200 ? " and no repository" : ""}.`),
      restSeconds,
    };
  const { stargazers_count: stars, archived } = parsed.data;
  return { kind: "found", stars, archived, etag: header(headers, "etag"), restSeconds };
}

/** Whether GitHub refuses further requests for now (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api). */
function isLimited({ status, headers }: Got, body: unknown): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  const said = z.object({ message: z.string() }).safeParse(body);
  return (
    header(headers, "retry-after") !== null ||
    header(headers, "x-ratelimit-remaining") === "0" ||
    (said.success && /rate limit|abuse detection/i.test(said.data.message))
  );
}

/** For how many seconds GitHub wants no requests: as Retry-After says, or until the next hour of its limit once little is left. */
function restOf(headers: Got["headers"]): number | null {
  const after = number(headers, "retry-after");
  if (after !== null) return after;
  const [limit, remaining, reset] = ["limit", "remaining", "reset"].map((one) =>
    number(headers, `x-ratelimit-${one}`),
  );
  if (limit == null || remaining == null || reset == null || remaining > limit * reserved) return null;
  // The reset is a time of GitHub's clock, which this machine's may differ from.
  const sent = Date.parse(header(headers, "date") ?? "");
  return Math.max(0, reset - (Number.isNaN(sent) ? Date.now() : sent) / 1000);
}

function number(headers: Got["headers"], name: string): number | null {
  const text = header(headers, name);
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function header(headers: Got["headers"], name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function failed(error: string) {
  return { kind: "failed", error, stop: false, refused: false, restSeconds: null } as const;
}
