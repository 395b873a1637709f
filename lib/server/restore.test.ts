import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  makeBackup,
  makeFolder,
  readEverything,
  takeNextNumbers,
  withClient,
  withFilledDb,
} from "@/e2e/support/backups";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withOldDatabase } from "@/e2e/support/old-database";
import { asAdmin, makeDatabase, withTestDb } from "@/e2e/support/test-db";
import { readBackup } from "@/lib/base/backup/read-backup";
import { databaseUrl, getDb } from "@/lib/base/db";
import { addComment } from "@/lib/community/comments/comments";
import { savePaper } from "@/lib/papers/saves";
import { upvotePaper } from "@/lib/papers/upvotes";
import { findHub, restore } from "@/lib/server/restore";

withTestDb();
const filled = withFilledDb();

const now = new Date("2026-03-02T12:00:00Z");

/** Checks a backup and restores it into a database, as the command does. */
async function restoreInto(url: string, file: string) {
  return restore({ url, file, backup: await readBackup(file) });
}

describe("a restored backup", { timeout: 120_000 }, () => {
  it("has every row of every table and the next number of every sequence, in an empty database", async () => {
    const source = await makeDatabase(filled.name);
    const rows = await readEverything(source);
    const empty = Object.entries(rows).filter(([, all]) => all.length === 0);
    expect(empty.map(([name]) => name)).toEqual([]);
    const target = await makeDatabase("template0");
    await restoreInto(target, await makeBackup(source));
    expect(await readEverything(target)).toEqual(rows);
    const numbers = await takeNextNumbers(source);
    expect(numbers.length).toBeGreaterThan(20);
    expect(await takeNextNumbers(target)).toEqual(numbers);
  });

  it("is the same again after a second backup and restore", async () => {
    const source = await makeDatabase(filled.name);
    const first = await makeDatabase("template0");
    const second = await makeDatabase("template0");
    await restoreInto(first, await makeBackup(source));
    await restoreInto(second, await makeBackup(first));
    expect(await readEverything(second)).toEqual(await readEverything(source));
    expect(await takeNextNumbers(second)).toEqual(await takeNextNumbers(source));
  });

  it("takes writes of the hub", async () => {
    await restoreInto(databaseUrl(), await makeBackup(filled.url));
    const [person, paper] = await Promise.all([makePerson(), makePaper()]);
    expect(await upvotePaper(person, paper.key, now)).toMatchObject({ upvoted: true, upvotes: 1 });
    await addComment(person, paper.key, "It holds.", { now });
    await savePaper(person, paper.key, now);
    expect(await getDb().vote.count({ where: { paperId: paper.id } })).toBe(1);
    await getDb().$disconnect();
  });

  it("replaces a hub, and keeps what belongs to extensions", async () => {
    const target = await makeDatabase(filled.name);
    await withClient(target, (client) =>
      client.query(
        "CREATE EXTENSION pg_trgm; CREATE VIEW old AS SELECT id FROM papers; CREATE TYPE mood AS ENUM ('a')",
      ),
    );
    const source = await makeDatabase("template_quire");
    await restoreInto(target, await makeBackup(source));
    expect(await readEverything(target)).toEqual(await readEverything(source));
    await withClient(target, async (client) => {
      expect(
        (await client.query("SELECT similarity('a', 'a') AS s, to_regclass('old') AS old")).rows,
      ).toEqual([{ s: 1, old: null }]);
    });
  });

  it("can be restored by a role that is no superuser, into a database that it owns", async () => {
    const target = await makeDatabase("template0");
    const name = new URL(target).pathname.slice(1);
    await asAdmin(`CREATE ROLE ${name} LOGIN PASSWORD 'secret'; ALTER DATABASE ${name} OWNER TO ${name}`);
    const asOwner = Object.assign(new URL(target), { username: name, password: "secret" }).href;
    await restoreInto(asOwner, await makeBackup(filled.url));
    await restoreInto(asOwner, await makeBackup(asOwner));
    expect(await readEverything(target)).toEqual(await readEverything(filled.url));
  });
});

describe("a backup of an older version", { timeout: 120_000 }, () => {
  it("is migrated after its rows are restored", async () => {
    const migration = "20261129120000_digest_periods";
    const file = join(makeFolder(), "old.backup");
    await withOldDatabase(migration, async (client) => {
      await client.query("INSERT INTO users (username, email) VALUES ('ana', 'ana@example.org')");
      await client.query(`
        INSERT INTO subscriptions (email, token) VALUES ('ana@example.org', 'token');
        INSERT INTO digests (subscription_id, period, due_at) VALUES (1, '2026-W10', '2026-03-02T07:00:00Z')`);
      const { rows } = await client.query("SELECT current_database() AS name");
      await makeBackup(Object.assign(new URL(databaseUrl()), { pathname: `/${rows[0]?.name}` }).href, file);
    });
    const target = await makeDatabase("template_quire");
    const { migrated } = await restoreInto(target, file);
    expect(migrated[0]).toBe(migration);
    await withClient(target, async (client) => {
      const { rows } = await client.query("SELECT period_kind, period_start::text, id FROM digests");
      expect(rows).toEqual([{ period_kind: "week", period_start: "2026-03-02", id: 1 }]);
      const done = await client.query("SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1");
      const fresh = await getDb().$queryRaw`SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1`;
      expect(done.rows).toEqual(fresh);
    });
    await getDb().$disconnect();
  });
});

describe("a restore changes nothing", { timeout: 120_000 }, () => {
  it("if a row cannot be loaded, however late", async () => {
    const source = await makeDatabase(filled.name);
    await withClient(source, (client) =>
      client.query(`
        ALTER TABLE webhook_deliveries DROP CONSTRAINT webhook_deliveries_webhook_id_fkey;
        UPDATE webhook_deliveries SET webhook_id = 12345 WHERE id = 1`),
    );
    const file = await makeBackup(source);
    const target = await makeDatabase(filled.name);
    const before = await readEverything(target);
    const failure = restoreInto(target, file);
    await expect(failure).rejects.toMatchObject({ code: "unprocessable" });
    await expect(failure).rejects.toThrow("the database is as it was before");
    expect(await readEverything(target)).toEqual(before);
    const untouched = await makeDatabase(filled.name);
    expect(await takeNextNumbers(target)).toEqual(await takeNextNumbers(untouched));
  });

  it("if the backup is of a newer version, or was made with another form of a migration", async () => {
    const source = await makeDatabase(filled.name);
    await withClient(source, (client) =>
      client.query("UPDATE _prisma_migrations SET checksum = 'other' WHERE migration_name LIKE '%_hub'"),
    );
    const target = await makeDatabase("template_quire");
    const other = restoreInto(target, await makeBackup(source));
    await expect(other).rejects.toThrow("another form of the migration 20260301000000_hub");
    await withClient(source, (client) =>
      client.query(`
        INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
        VALUES ('new', 'new', '29991231000000_later', now())`),
    );
    const newer = restoreInto(target, await makeBackup(source));
    await expect(newer).rejects.toThrow("made by a newer version of Quire");
  });

  it("while another program holds one of its tables", async () => {
    const target = await makeDatabase(filled.name);
    const file = await makeBackup(filled.url);
    await withClient(target, async (other) => {
      await other.query("BEGIN; LOCK TABLE papers IN ACCESS SHARE MODE");
      await expect(restoreInto(target, file)).rejects.toMatchObject({ code: "conflict" });
    });
  });

  it("while a hub is connected", async () => {
    const [connected] = await getDb().$queryRaw<object[]>`SELECT current_setting('application_name') AS name`;
    expect(connected).toEqual({ name: "quire" });
    const target = await makeDatabase("template_quire");
    const file = await makeBackup(filled.url);
    await withClient(`${target}?application_name=quire`, async () => {
      await expect(findHub(target)).rejects.toMatchObject({ code: "conflict" });
      await expect(restoreInto(target, file)).rejects.toMatchObject({ code: "conflict" });
    });
    expect(await findHub(target)).toBeNull();
  });
});

it("a database is empty without tables and without rows in them; else it says what would be replaced", async () => {
  expect(await findHub(await makeDatabase("template0"))).toBeNull();
  expect(await findHub(await makeDatabase("template_quire"))).toBeNull();
  expect(await findHub(filled.url)).toEqual({ papers: 3, accounts: 3 });
}, 60_000);
