import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import pg from "pg";
import { startFakeArxiv } from "@/e2e/fakes/arxiv";
import type { Sender } from "@/e2e/hostile/requests";
import type { Existing } from "@/e2e/hostile/values";
import { makeHubDir } from "@/e2e/support/hub-dir";
import { startHub } from "@/e2e/support/start-hub";
import { freePort } from "@/lib/server/postgres";

/** A hub of its own for hostile requests, with starter papers and a fake of arXiv. */
export type HostileHub = {
  url: URL;
  existing: Existing;
  /** The headers by which each sender is known. */
  identities: Record<Sender, Record<string, string>>;
  /** Makes sessions, tokens and roles valid again, since some requests end them. */
  restore: () => Promise<void>;
  /** Everything that the hub has printed. */
  output: () => string;
  stop: () => Promise<void>;
};

const people = ["reader", "admin"] as const;
const tokens = [
  { sender: "reader's token", person: "reader", scope: "write" },
  { sender: "reading token", person: "reader", scope: "read" },
  { sender: "admin's token", person: "admin", scope: "write" },
] as const;

const sessionOf = (person: string) => `hostile-session-of-the-${person}`;
const tokenOf = (sender: string) => `qr_hostile-${sender.replace(/\W/g, "-")}`;

/** Starts such a hub; nothing limits how often it may be called. */
export async function startHostileHub(): Promise<HostileHub> {
  const dir = makeHubDir("hostile");
  const arxiv = await startFakeArxiv({ retryAfter: "0" });
  const hub = await startHub({
    PORT: String(await freePort()),
    QUIRE_DIR: dir,
    RATE_LIMITS: "off",
    LOG_LEVEL: "error",
    ARXIV_API_URL: arxiv.apiUrl,
    ARXIV_OAI_URL: arxiv.oaiUrl,
    ARXIV_INTERVAL_MS: "0",
    MAIL_EVENTS_TOKEN: "a-secret-of-the-mail-server",
  });
  const client = new pg.Client({ connectionString: hub.databaseUrl() });
  await client.connect();
  const restore = () => addPeople(client);
  await restore();
  return {
    url: new URL(hub.url),
    existing: await findExisting(client),
    identities: identities(),
    restore,
    output: hub.output,
    stop: async () => {
      await client.end();
      await hub.end("SIGTERM");
      await arxiv.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function identities(): HostileHub["identities"] {
  const cookie = (person: string) => ({ Cookie: `next-auth.session-token=${sessionOf(person)}` });
  const bearer = (sender: Sender) => ({ Authorization: `Bearer ${tokenOf(sender)}` });
  return {
    nobody: {},
    reader: cookie("reader"),
    admin: cookie("admin"),
    "reader's token": bearer("reader's token"),
    "reading token": bearer("reading token"),
    "admin's token": bearer("admin's token"),
  };
}

async function addPeople(client: pg.Client): Promise<void> {
  for (const person of people) {
    await client.query(
      `INSERT INTO users (username, email, email_verified, role, created_at)
       VALUES ($1, $1 || '@example.org', now(), $2::"Role", '2025-01-01')
       ON CONFLICT (username) DO UPDATE SET role = excluded.role, banned_at = NULL, email = excluded.email`,
      [`hostile-${person}`, person === "admin" ? "admin" : "member"],
    );
    await client.query(
      `INSERT INTO sessions (session_token, user_id, expires)
       SELECT $1, id, now() + interval '1 day' FROM users WHERE username = $2 ON CONFLICT (session_token) DO NOTHING`,
      [sessionOf(person), `hostile-${person}`],
    );
  }
  for (const { sender, person, scope } of tokens)
    await client.query(
      `INSERT INTO api_tokens (user_id, name, hash, ending, scope)
       SELECT id, $1, $2, 'abcd', $3::"TokenScope" FROM users WHERE username = $4 ON CONFLICT (hash) DO NOTHING`,
      [sender, createHash("sha256").update(tokenOf(sender)).digest("hex"), scope, `hostile-${person}`],
    );
}

/** Papers, names and days of this hub. */
async function findExisting(client: pg.Client): Promise<Existing> {
  const { rows } = await client.query<{
    key: string;
    topic: string;
    slug: string;
    author: string;
    organization: string | null;
    day: string;
  }>(
    `SELECT key, topics[1] AS topic, author_slugs[1] AS slug, authors[1] AS author, organization_slug AS organization,
       day::text AS day FROM papers
     WHERE status = 'listed' ORDER BY id LIMIT 50`,
  );
  const keys = rows.map(({ key }) => key);
  const topics = rows.map(({ topic }) => topic);
  const slugs = rows.map(({ slug }) => slug);
  const organizations = rows.flatMap(({ organization }) => organization ?? []);
  const days = rows.map(({ day }) => day);
  const names = ["hostile-reader", "hostile-admin"];
  const small = ["1", "2", "3"];
  return {
    // In a path, `id` is that of a paper, of a topic or of a row.
    id: [...keys, ...topics, ...small],
    paper: keys,
    key: keys,
    keys,
    paperId: keys,
    arxivId: keys,
    more: keys,
    ref: [...topics, ...slugs, ...organizations, ...keys, ...names, "q=agents"],
    topic: topics,
    topics,
    slug: [...slugs, ...organizations],
    organization: organizations,
    author: [...slugs, ...rows.map(({ author }) => author)],
    name: names,
    person: names,
    username: names,
    day: days,
    date: days,
    at: days,
    from: days,
    until: days,
    week: ["2026-W11"],
    month: days.map((one) => one.slice(0, 7)),
    period: [...days, "2026-W11"],
    window: ["day", "week", "month", "all"],
    order: ["trending", "newest", "top"],
    sort: ["relevance", "newest", "top"],
    verb: ["Identify", "ListRecords", "ListIdentifiers", "ListSets", "GetRecord", "ListMetadataFormats"],
    metadataPrefix: ["oai_dc", "arXiv"],
    kind: ["topic", "author", "organization", "person", "paper", "search", "text", "word", "more", "less"],
    want: ["upvote", "none"],
    on: ["yes", "no"],
    say: ["none", "more", "less", "field"],
    limit: ["1", "5"],
    feed: ["/", "/new", "/search?q=agents", "/for-you", ...topics.map((one) => `/topics/${one}`)],
    cadence: ["daily", "weekly"],
    timeZone: ["UTC", "Europe/Kyiv", "Asia/Calcutta"],
    email: ["hostile-reader@example.org", "somebody@example.org"],
    q: ["language models", "au:smith year:2025", '"exact words" -not'],
    title: ["A title of a paper"],
    abstract: ["An abstract of a paper, long enough to be one."],
    body: ["A comment."],
    comment: ["A comment."],
    text: ["Robots that learn to grasp things from videos of people."],
    to: ["Robots that learn to grasp things from videos of people."],
    url: ["https://example.invalid/hook"],
    link: ["https://example.org/paper.pdf"],
    scope: ["read", "write"],
    days: ["30", "never"],
    event: ["paper", "comment", "upvote"],
    provider: ["email"],
    nextauth: [
      "signin",
      "callback",
      "session",
      "csrf",
      "providers",
      "error",
      "_log",
      "signout",
      "verify-request",
      "email",
    ],
    decision: ["approved", "declined", "verified"],
    delivery: small,
    into: small,
    address: ["trending.atom", "new.rss", "search.json"],
    format: ["json", "xml"],
  };
}
