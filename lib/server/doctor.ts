import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type pg from "pg";
import type { Config } from "@/lib/base/config";
import { openConnection } from "@/lib/base/connection";
import { codeOf, messageOf } from "@/lib/base/errors";
import { runningDatabaseUrl } from "@/lib/base/hub-folder";
import { grouped } from "@/lib/base/text";
import { askGithubLimit, githubOf } from "@/lib/papers/repositories/github";
import { chromiumHint, findChromium } from "@/lib/server/chromium";
import { listSignInWays } from "@/lib/web/auth/auth-providers";

/** The result of one check: set up (✓), a fallback in its place (–), not reachable now (○), or wrong (✗). */
export type Finding = { mark: "✓" | "–" | "○" | "✗"; name: string; say: string; hint?: string };

// Errors that a machine without a network, or a server that is down, causes; they do not mean that a setting is wrong.
const networkErrors = /ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ECONNRESET/;

/** Checks the settings and this machine, without the database. Calls arXiv, GitHub and the mail server once each. */
export async function listFindings(config: Config): Promise<Finding[]> {
  const [mail, arxiv, github] = await Promise.all([
    checkMail(config),
    checkArxiv(config),
    checkGithub(config),
  ]);
  return [
    { mark: "✓", name: "Node", say: `${process.versions.node}, packages installed` },
    checkChromium(findChromium()),
    checkAddress(config),
    checkSecret(config),
    mail,
    checkSignIn(config),
    arxiv,
    github,
    checkTimeZone(config),
    checkBackups(config),
  ];
}

function checkBackups({ BACKUP_DIR }: Config): Finding {
  const name = "Backups";
  if (!BACKUP_DIR)
    return { mark: "–", name, say: "none at night", hint: "set BACKUP_DIR to a folder on another disk" };
  try {
    accessSync(join(BACKUP_DIR, "."), constants.W_OK);
    return { mark: "✓", name, say: `each night in ${BACKUP_DIR}` };
  } catch {
    const say = `${BACKUP_DIR} is not a folder that can be written to`;
    return { mark: "✗", name, say, hint: "make the folder, or see BACKUP_DIR" };
  }
}

/** Whether the journeys of `npm test` have a browser to run in. */
export function checkChromium(path: string | null): Finding {
  if (path) return { mark: "✓", name: "Chromium", say: path };
  return { mark: "–", name: "Chromium", say: "not installed; only `npm test` needs it", hint: chromiumHint };
}

function checkAddress({ HUB_URL }: Config): Finding {
  const own = /^http:\/\/(localhost|127\.)/.test(HUB_URL);
  if (HUB_URL.startsWith("https:")) return { mark: "✓", name: "Address", say: HUB_URL };
  return {
    mark: own ? "–" : "✗",
    name: "Address",
    say: own ? `${HUB_URL}, for this machine alone` : `${HUB_URL}: session cookies travel readable`,
    hint: "set HUB_URL=https://your.host, with a proxy in front that speaks https, and TRUST_PROXY=on",
  };
}

function checkSecret({ NEXTAUTH_SECRET, QUIRE_DIR }: Config): Finding {
  if (NEXTAUTH_SECRET) return { mark: "✓", name: "Secret", say: "NEXTAUTH_SECRET" };
  const file = join(QUIRE_DIR, "secret");
  const say = existsSync(file) ? `kept in ${file}` : `made at the first start, in ${file}`;
  return { mark: "–", name: "Secret", say, hint: "several machines need the same one: set NEXTAUTH_SECRET" };
}

async function checkMail({ SMTP_URL, QUIRE_DIR }: Config): Promise<Finding> {
  const name = "Mail";
  if (!SMTP_URL)
    return {
      mark: "–",
      name,
      say: `kept in ${join(QUIRE_DIR, "outbox")}, shown at /dev/outbox`,
      hint: "set SMTP_URL=smtp://user:password@host:587 and MAIL_FROM",
    };
  const url = new URL(SMTP_URL);
  const { host } = url;
  for (const wait of ["connectionTimeout", "greetingTimeout"]) url.searchParams.set(wait, "5000");
  const server = createTransport(url.href);
  return server.verify().then(
    () => ({ mark: "✓", name, say: `${host} answers` }),
    (error: Error) => {
      const isAway = networkErrors.test(`${causeOf(error)} ${error.message}`);
      const say = isAway ? `${host} cannot be reached (${error.message})` : `${host}: ${error.message}`;
      return { mark: isAway ? "○" : "✗", name, say, hint: "see SMTP_URL" };
    },
  );
}

function checkSignIn(config: Config): Finding {
  const names = listSignInWays(config).map((way) => way.name);
  return {
    mark: names.length ? "✓" : "–",
    name: "Sign-in",
    say: ["mail link", ...names].join(", "),
    ...(!names.length && {
      hint: "ORCID_ID and ORCID_SECRET add a button; GITHUB_, GOOGLE_ and OIDC_ work alike",
    }),
  };
}

async function checkArxiv({ ARXIV_API_URL, ARXIV_PULL, ARXIV_CATEGORIES }: Config): Promise<Finding> {
  const name = "arXiv";
  const what = `${ARXIV_CATEGORIES.join(", ")} daily`;
  if (ARXIV_PULL === "off") return { mark: "–", name, say: "not pulled from", hint: "set ARXIV_PULL=on" };
  const url = `${ARXIV_API_URL}?id_list=1706.03762&max_results=1`;
  const hint = "papers already here can be read meanwhile; see ARXIV_API_URL";
  return fetch(url, { signal: AbortSignal.timeout(5000) }).then(
    ({ ok, status }) =>
      ok ? { mark: "✓", name, say: `answers; ${what}` } : { mark: "○", name, say: `answers ${status}`, hint },
    (error: Error) => ({ mark: "○", name, say: `cannot be reached (${causeOf(error)})`, hint }),
  );
}

async function checkGithub(config: Config): Promise<Finding> {
  const name = "GitHub";
  if (config.GITHUB_STARS === "off")
    return { mark: "–", name, say: "not asked for stars of repositories", hint: "set GITHUB_STARS=on" };
  const found = await askGithubLimit(githubOf(config, 5000));
  if ("error" in found)
    return { mark: found.refused ? "✗" : "○", name, say: found.error, hint: "see GITHUB_API_TOKEN" };
  const limit = found.limit === null ? "without a limit" : `${grouped(found.limit)} requests an hour`;
  if (config.GITHUB_API_TOKEN) return { mark: "✓", name, say: `answers; ${limit}` };
  return { mark: "–", name, say: `answers; ${limit}`, hint: "GITHUB_API_TOKEN gives the hub more" };
}

function causeOf(error: Error): string {
  const failure = error.cause instanceof Error ? error.cause : error;
  return codeOf(failure) || error.message;
}

function checkTimeZone({ HUB_TIME_ZONE }: Config): Finding {
  const say = `days begin at midnight in ${HUB_TIME_ZONE}`;
  if (HUB_TIME_ZONE !== "UTC") return { mark: "✓", name: "Time zone", say };
  return { mark: "–", name: "Time zone", say, hint: "set HUB_TIME_ZONE=Europe/Paris or another" };
}

/** Address of the hub's database: the configured one, or that of the hub running now; null when neither is there. */
export function findDatabaseUrl({ DATABASE_URL, QUIRE_DIR }: Config): string | null {
  return DATABASE_URL ?? runningDatabaseUrl(QUIRE_DIR);
}

const restart = "`npm start` starts it";

/** Checks the database: that it answers, that its migrations are applied, what is in it, how the last pull went. */
export async function listDatabaseFindings(config: Config): Promise<Finding[]> {
  const name = "Database";
  const url = findDatabaseUrl(config);
  const own = config.DATABASE_URL === undefined;
  if (!url) return [{ mark: "–", name, say: "the hub's own PostgreSQL, not running", hint: restart }];
  try {
    const client = await openConnection(url, 5000);
    const answers = `${own ? "the hub's own PostgreSQL" : new URL(url).host} answers`;
    const contents = await checkContents(client).finally(() => client.end());
    return [
      { mark: own ? "–" : "✓", name, say: answers, ...(own && { hint: "set DATABASE_URL for another" }) },
      ...contents,
    ];
  } catch (error) {
    const say = messageOf(error) || "does not answer";
    // A killed hub leaves its note behind: that is no fault.
    return [{ mark: own ? "–" : "✗", name, say, hint: own ? restart : "see DATABASE_URL" }];
  }
}

async function checkContents(client: pg.Client): Promise<Finding[]> {
  const migrations = await checkMigrations(client);
  if (migrations.mark === "✗") return [migrations];
  return [migrations, await checkPapers(client), await checkPull(client)];
}

async function checkMigrations(client: pg.Client): Promise<Finding> {
  const folders = readdirSync("prisma/migrations", { withFileTypes: true });
  const names = folders.filter((one) => one.isDirectory()).map((one) => one.name);
  const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  const { rows } = tables[0]?.name
    ? await client.query("SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL")
    : { rows: [] };
  const done = new Set(rows.map((row) => row.migration_name));
  const due = names.filter((name) => !done.has(name));
  if (due.length === 0) return { mark: "✓", name: "Migrations", say: `all ${names.length} applied` };
  return {
    mark: "✗",
    name: "Migrations",
    say: `${due.length} not applied`,
    hint: "`npm start` applies them",
  };
}

async function checkPapers(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ count: number }>("SELECT count(*)::int AS count FROM papers");
  const count = rows[0]?.count ?? 0;
  if (count) return { mark: "✓", name: "Papers", say: grouped(count) };
  return {
    mark: "✗",
    name: "Papers",
    say: "none",
    hint: "`npm run import -- file.jsonl`, or `npm run pull`",
  };
}

async function checkPull(client: pg.Client): Promise<Finding> {
  const name = "Last pull";
  const { rows } = await client.query<{ at: Date; added: number; error: string | null }>(
    "SELECT started_at AS at, added, error FROM arxiv_pulls ORDER BY started_at DESC LIMIT 1",
  );
  const [last] = rows;
  if (!last) return { mark: "–", name, say: "never", hint: "`npm run pull` fetches what is new now" };
  const at = `${last.at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  // The worker pulls again by itself: arXiv being away is no fault of the settings.
  if (last.error) return { mark: "○", name, say: `${at}: ${last.error}` };
  return { mark: "✓", name, say: `${at}: ${grouped(last.added)} papers added` };
}
