import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Writable } from "node:stream";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { madeAt, makeBackup, makeFolder, withClient, withFilledDb } from "@/e2e/support/backups";
import { makeDatabase } from "@/e2e/support/test-db";
import { backUp } from "@/lib/base/backup/back-up";
import { listTables } from "@/lib/base/backup/catalogue";
import { readBackup } from "@/lib/base/backup/read-backup";

/** The error that the disk gives when a backup is written, if any. */
const disk = vi.hoisted(() => ({ fault: null as string | null }));

vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  const createWriteStream: typeof fs.createWriteStream = (path, options) => {
    const stream = fs.createWriteStream(path, options);
    const { fault } = disk;
    if (fault) {
      const fail: Writable["_write"] = (_chunk, _encoding, done) =>
        done(Object.assign(new Error(`${fault}: write`), { code: fault }));
      Object.assign(stream, { _write: fail, _writev: null });
    }
    return stream;
  };
  return { ...fs, createWriteStream };
});

afterEach(() => {
  disk.fault = null;
});

const filled = withFilledDb();
const request = (url: string, file: string) => ({
  url,
  file,
  hub: "https://h.example",
  secret: null,
  now: madeAt,
});

describe("a backup", { timeout: 60_000 }, () => {
  it("is one file that only its owner can read, and nothing else", async () => {
    const file = await makeBackup(await makeDatabase("template_quire"));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(file))).toEqual(["hub.backup"]);
  });

  it("removes what a killed run left of it, and nothing that is being written", async () => {
    const dir = makeFolder();
    const put = (name: string, at: Date) => {
      writeFileSync(join(dir, name), "");
      utimesSync(join(dir, name), at, at);
    };
    put(".hub.backup.0123abcd.part", madeAt);
    put(".hub.backup.0123abce.part", new Date());
    put(".other.backup.0123abcd.part", madeAt);
    await backUp(request(filled.url, join(dir, "hub.backup")));
    expect(readdirSync(dir).sort()).toEqual([
      ".hub.backup.0123abce.part",
      ".other.backup.0123abcd.part",
      "hub.backup",
    ]);
  });

  it("names its version, its migrations and its tables, and leaves out what describes the search index", async () => {
    const source = await makeDatabase(filled.name);
    await withClient(source, (client) =>
      client.query(`
        INSERT INTO settings VALUES ('search-table', '{"name":"papers_1","dimension":384}'), ('search-sweep', '{}'),
          ('search-vectors', '{}')`),
    );
    const file = await makeBackup(source);
    const { header, tables } = await readBackup(file);
    const known = readdirSync("prisma/migrations").filter((name) => /^\d/.test(name));
    expect(header.migrations.map(({ name }) => name)).toEqual(known.sort());
    expect(header).toMatchObject({
      format: 1,
      hub: "https://papers.example.org",
      madeAt: madeAt.toISOString(),
    });
    expect(tables.find(({ name }) => name === "votes")?.rows).toBe(3);
    expect(tables.find(({ name }) => name === "settings")?.rows).toBe(3);
    expect(gunzipSync(readFileSync(file)).toString()).not.toContain("search-table");
  });

  it("is of one moment, whatever is written meanwhile", async () => {
    const source = await makeDatabase("template_quire");
    await withClient(source, async (client) => {
      const person =
        "INSERT INTO users (username, bio) SELECT 'p' || n, repeat('x', 500) FROM generate_series";
      await client.query(`${person} (1, 20000) n`);
      let wrote: Promise<unknown> | null = null;
      const onProgress = () => {
        // A person and their session, once the backup has read the first people.
        wrote ??= client.query(`${person} (20001, 20001) n;
          INSERT INTO sessions (session_token, user_id, expires) SELECT 'late', max(id), now() FROM users`);
      };
      const file = join(makeFolder(), "hub.backup");
      await backUp({ ...request(source, file), onProgress });
      expect(wrote).not.toBeNull();
      await wrote;
      const { tables } = await readBackup(file);
      const rows = Object.fromEntries(tables.map((table) => [table.name, table.rows]));
      expect(rows).toMatchObject({ users: 20_000, sessions: 0 });
    });
  });

  it("replaces a file only once it is complete", async () => {
    const source = filled.url;
    const file = join(makeFolder(), "hub.backup");
    writeFileSync(file, "the one before");
    disk.fault = "ENOSPC";
    await expect(backUp(request(source, file))).rejects.toThrow(
      `There is not enough space for the backup ${file} (ENOSPC). Nothing was written.`,
    );
    expect(readFileSync(file, "utf8")).toBe("the one before");
    expect(readdirSync(dirname(file))).toEqual(["hub.backup"]);
    disk.fault = null;
    await backUp(request(source, file));
    expect((await readBackup(file)).tables.length).toBeGreaterThan(30);
  });

  it("leaves nothing when it is stopped, and says so", async () => {
    const dir = makeFolder();
    const stop = new AbortController();
    const stopped = backUp({
      ...request(filled.url, join(dir, "hub.backup")),
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(stopped).rejects.toThrow("abort");
    expect(readdirSync(dir)).toEqual([]);
  });

  it("says what is wrong with its place, and with a database without a hub", async () => {
    const source = await makeDatabase("template_quire");
    const missing = join(makeFolder(), "none", "hub.backup");
    await expect(backUp(request(source, missing))).rejects.toThrow(`there is no folder ${dirname(missing)}`);
    const empty = backUp(request(await makeDatabase("template0"), join(makeFolder(), "hub.backup")));
    await expect(empty).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("the order of tables", () => {
  it("puts a table after those that it refers to, and refuses a circle", async () => {
    await withClient(await makeDatabase("template_quire"), async (client) => {
      const names = (await listTables(client)).map(({ name }) => name);
      expect(names.indexOf("users")).toBeLessThan(names.indexOf("papers"));
      expect(names.indexOf("mixes")).toBeLessThan(names.indexOf("readers"));
      expect(names).not.toContain("migrations");
      await client.query("ALTER TABLE users ADD COLUMN best int REFERENCES papers (id)");
      await expect(listTables(client)).rejects.toThrow("in a circle");
    });
  });
});
