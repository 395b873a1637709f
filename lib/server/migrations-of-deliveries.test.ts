import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { migrate } from "@/lib/server/migrate";

const first = "20261129130000_typed_deliveries";
const name = `before_${randomUUID().replaceAll("-", "")}`;
const url = inject("adminUrl").replace(/postgres$/, name);
const admin = new pg.Client({ connectionString: inject("adminUrl") });
const client = new pg.Client({ connectionString: url });

/** The migrations that came before, in a folder of their own. */
function olderMigrations(): string {
  const dir = mkdtempSync(join(tmpdir(), "quire-older-"));
  for (const one of readdirSync("prisma/migrations"))
    if (one < first) cpSync(join("prisma/migrations", one), join(dir, one), { recursive: true });
  return dir;
}

beforeAll(async () => {
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  await migrate(url, olderMigrations());
  await client.connect();
}, 120_000);

afterAll(async () => {
  await client.end();
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.end();
});

const before = `
  INSERT INTO users (id, username) VALUES (1, 'ada');
  INSERT INTO papers (id, key, title, title_key, abstract, authors, author_slugs, topics, published_at, announced_at, day,
    source, heat) VALUES (1, 'math/0211159', 'T', 't', 'A.', '{}', '{}', '{}', now(), now(), now(), 'import', 0);
  INSERT INTO webhooks (id, user_id, url, event, secret, told_until)
    VALUES (1, 1, 'https://example.org/', 'upvote', 's', '2026-03-02T12:10:00Z');
  INSERT INTO webhook_deliveries (webhook_id, subject, payload, next_attempt_at) VALUES
    (1, 'paper:math/0211159', '{"n": 1}', now()), (1, 'comment:17', '{}', NULL),
    (1, 'upvote:2601.05230:4', '{}', NULL), (1, 'upvote:2601.05230:5', '{}', NULL),
    (1, 'test:0b1c', '{}', NULL), (1, 'test:9d2e', '{}', NULL);
  UPDATE webhook_deliveries SET error = 'There is no host of this name.' WHERE subject = 'comment:17';
  UPDATE webhook_deliveries SET error = 'The answer was 500.', status = 500 WHERE subject = 'upvote:2601.05230:4';
  INSERT INTO notifications (user_id, kind, subject, paper_id, count, label, read_at) VALUES
    (1, 'version', 'version:math/0211159:2', 1, 1, '2', now()), (1, 'version', 'version:math/0211159:3', 1, 1, '3', NULL),
    (1, 'comments', 'comments:q-1', 1, 1, '7', NULL), (1, 'comments', 'comments:math/0211159', 1, 3, '9', NULL),
    (1, 'code', 'code:math/0211159', 1, 1, '', NULL),
    (1, 'author', 'author:math/0211159', 1, 1, 'Ada Lovelace and Grace Hopper', NULL);
  INSERT INTO settings (key, value) VALUES ('notified-until', '"2026-03-02T12:00:00Z"');`;

it("the migration moves the subjects of deliveries and notifications into columns, and loses nothing", {
  timeout: 120_000,
}, async () => {
  await client.query(before);
  await migrate(url);
  const { rows: deliveries } = await client.query(
    `SELECT id, kind, paper_key AS key, comment_id AS comment, voter_id AS voter FROM webhook_deliveries ORDER BY id`,
  );
  const none = { key: null, comment: null, voter: null };
  expect(deliveries).toEqual([
    { ...none, id: 1, kind: "paper", key: "math/0211159" },
    { ...none, id: 2, kind: "comment", comment: 17 },
    { ...none, id: 3, kind: "upvote", key: "2601.05230", voter: 4 },
    { ...none, id: 4, kind: "upvote", key: "2601.05230", voter: 5 },
    { ...none, id: 5, kind: "test" },
    { ...none, id: 6, kind: "test" },
  ]);
  const { rows: errors } = await client.query(
    "SELECT error FROM webhook_deliveries WHERE error IS NOT NULL ORDER BY id",
  );
  expect(errors).toEqual([
    { error: expect.stringMatching(/^The hub could not connect/) },
    { error: "The answer was 500." },
  ]);
  const { rows: notifications } = await client.query(
    `SELECT id, kind, version, count, first_comment_id AS first, author_names AS names, read_at IS NOT NULL AS read
     FROM notifications ORDER BY id`,
  );
  const plain = { version: null, count: 1, first: null, names: [], read: false };
  expect(notifications).toEqual([
    { ...plain, id: 1, kind: "version", version: 2, read: true },
    { ...plain, id: 2, kind: "version", version: 3 },
    // The paper's key changed meanwhile: of two about the same comments the later one stays.
    { ...plain, id: 4, kind: "comments", count: 3, first: 9 },
    { ...plain, id: 5, kind: "code" },
    { ...plain, id: 6, kind: "author", names: ["Ada Lovelace and Grace Hopper"] },
  ]);
  const { rows: webhooks } = await client.query("SELECT enabled_at, waits_until FROM webhooks");
  expect(webhooks).toEqual([{ enabled_at: new Date("2026-03-02T12:00:00Z"), waits_until: null }]);
  const { rows: settings } = await client.query("SELECT key FROM settings WHERE key = 'notified-until'");
  // The first worker to start tells what happened since, and removes it.
  expect(settings).toEqual([{ key: "notified-until" }]);
});

it("each event is delivered once, and tests any number of times", async () => {
  const add = (columns: string, values: string) =>
    client.query(
      `INSERT INTO webhook_deliveries (webhook_id, payload, ${columns}) VALUES (1, '{}', ${values})`,
    );
  await add("kind", "'test'");
  for (const [columns, values] of [
    ["kind, paper_key", "'paper', 'math/0211159'"],
    ["kind, comment_id", "'comment', 17"],
    ["kind, paper_key, voter_id", "'upvote', '2601.05230', 4"],
  ] as const)
    await expect(add(columns, values)).rejects.toThrow("webhook_deliveries_once_key");
  await expect(add("kind, comment_id", "'paper', 17")).rejects.toThrow("webhook_deliveries_kind_columns");
  await expect(
    client.query("INSERT INTO notifications (user_id, kind, paper_id) VALUES (1, 'code', 1)"),
  ).rejects.toThrow("notifications_user_id_kind_paper_id_version_key");
});
