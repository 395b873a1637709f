import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { type ObjectStorage, startObjectStorage } from "@/e2e/support/object-storage";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig } from "@/lib/base/config";
import { databaseUrl, getDb } from "@/lib/base/db";
import { enrichPapers } from "@/lib/search/enrich";
import { searchPapers } from "@/lib/search/search";
import { findSimilar } from "@/lib/search/similar";
import { findSearchTrouble, findTable, findTableToWrite, getEngine } from "@/lib/search/table";
import { rebuildTable, upsertPapers } from "@/lib/search/write-table";
import { checkHealth } from "@/lib/worker/health";

withTestDb();

const dir = mkdtempSync(join(tmpdir(), "quire-location-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const now = new Date("2026-03-10T12:00:00Z");
const run = promisify(execFile);
// An address that refuses: the table is searched by words alone, and no process has to load the model.
const words = { QUIRE_DIR: dir, EMBEDDING_URL: "http://127.0.0.1:9" };

/** Runs `npm run search` in a process of its own, with the same settings. @returns what it printed */
async function searchCommand(name: "rebuild" | "status", location: string): Promise<string> {
  const settings = { ...words, DATABASE_URL: databaseUrl(), SEARCH_URL: location };
  const args = ["--import", "tsx", "lib/cli/search.ts", name];
  return (await run(process.execPath, args, { env: { ...process.env, ...settings } })).stdout;
}

async function find(q: string): Promise<number> {
  return (await searchPapers({ q, sort: "relevance" }, now)).found;
}

const silentStorage = {
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_REGION: "us-east-1",
  AWS_ALLOW_HTTP: "true",
};

const isExpected = (answers: unknown[]) => answers.every((one) => one === 1 || one === "unavailable");

/** How many papers a search finds, or the code of what it throws. */
const answer = () => find("zymurgy").catch((error) => Object(error).code);

/**
 * Searches until it gets an answer. While the storage is away, what the engine has in memory may still be found.
 * @returns all different answers
 */
async function answersUntil(wanted: number | "unavailable"): Promise<unknown[]> {
  const answers = new Set<unknown>();
  const search = async () => {
    const one = await answer();
    answers.add(one);
    return one;
  };
  await expect.poll(search, { timeout: 20_000, interval: 500 }).toBe(wanted);
  return [...answers];
}
const unavailable = { code: "unavailable", message: expect.stringContaining("cannot be reached") };

/** Makes a table with one paper at this location, and searches it. */
async function openTableAt(location: string): Promise<void> {
  amendConfig({ ...words, SEARCH_URL: location });
  await makePaper({ title: "Zymurgy at scale" });
  await rebuildTable(384);
  expect(await find("zymurgy")).toBe(1);
}

/** Two processes write to and read from one table at this location. */
async function shareTable(location: string): Promise<void> {
  amendConfig({ ...words, SEARCH_URL: location });
  await makePaper({ title: "Zymurgy at scale" });
  await rebuildTable(384);
  expect(await find("zymurgy")).toBe(1);
  const { id } = await makePaper({ title: "Hagiography in small" });
  await upsertPapers([id]);
  expect(await searchCommand("status", location)).toContain("2 of 2 papers can be searched by words");
  await getDb().paper.update({ where: { id }, data: { title: "Cartography in small" } });
  expect(await searchCommand("rebuild", location)).toContain(`2 papers can be searched in ${location}`);
  await expect.poll(() => find("cartography"), { timeout: 10_000, interval: 500 }).toBe(1);
  expect(await find("hagiography")).toBe(0);
}

describe("SEARCH_URL", { timeout: 120_000 }, () => {
  beforeEach(() => getDb().paper.deleteMany());

  it("puts the search table in a folder of any name, shared by two processes", async () => {
    await shareTable(pathToFileURL(join(dir, "elsewhere")).href);
  });

  describe("on object storage", () => {
    let storage: ObjectStorage | null = null;
    let missing = "";

    beforeAll(async () => {
      const started = await startObjectStorage();
      if (typeof started === "string") missing = started;
      else {
        storage = started;
        Object.assign(process.env, storage.env);
      }
    }, 60_000);
    afterAll(() => storage?.stop());

    it("shares the search table of a bucket between two processes", async ({ skip }) => {
      if (!storage) return skip(missing);
      await shareTable(storage.url);
    });

    it("makes searches unavailable while it refuses, also with a table open", async ({ skip }) => {
      if (!storage) return skip(missing);
      await openTableAt(storage.url);
      await storage.refuse();
      expect(await answersUntil("unavailable")).toSatisfy(isExpected);
      await expect(find("zymurgy")).rejects.toMatchObject(unavailable);
      expect(await findSearchTrouble()).toContain(`${storage.url} cannot be reached`);
      await storage.accept();
      await answersUntil(1);
      expect(await findSearchTrouble()).toBeNull();
    });
  });

  it("whose folder is gone while its table is open makes searches unavailable until it is back", async () => {
    const folder = join(dir, "moved");
    await openTableAt(pathToFileURL(folder).href);
    renameSync(folder, `${folder} away`);
    expect(await answersUntil("unavailable")).toSatisfy(isExpected);
    renameSync(`${folder} away`, folder);
    await answersUntil(1);
  });

  it("whose folder was deleted while its table is open is filled again by the worker", async () => {
    const folder = join(dir, "deleted");
    await openTableAt(pathToFileURL(folder).href);
    rmSync(folder, { recursive: true });
    const enrich = async () => {
      await enrichPapers({ now, signal: new AbortController().signal }).catch(() => undefined);
      return answer();
    };
    await expect.poll(enrich, { timeout: 20_000, interval: 500 }).toBe(1);
  });

  it("is looked for again by the next search after a look that failed", async () => {
    await openTableAt(join(dir, "looked-for-again"));
    await getDb().$executeRaw`ALTER TABLE settings RENAME TO settings_away`;
    await expect(findTableToWrite()).rejects.toThrow("settings");
    await getDb().$executeRaw`ALTER TABLE settings_away RENAME TO settings`;
    expect(await find("zymurgy")).toBe(1);
  });

  it("that accepts connections and never answers is called slow", async () => {
    const silent = createServer(() => undefined).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = Object(silent.address());
    Object.assign(process.env, { ...silentStorage, AWS_ENDPOINT: `http://127.0.0.1:${port}` });
    amendConfig({ ...words, SEARCH_URL: "s3://silent/search" });
    expect(await findSearchTrouble()).toContain("s3://silent/search has not answered for 2 seconds");
    silent.close();
  });

  it("that cannot be reached makes searches unavailable, and /health says so", async () => {
    amendConfig({ ...words, SEARCH_URL: "file:///proc/nowhere" });
    await expect(find("zymurgy")).rejects.toMatchObject(unavailable);
    await expect(find("zymurgy")).rejects.toMatchObject(unavailable);
    const { id } = await makePaper();
    expect(await findSimilar(id, 5)).toEqual([]);
    const trouble =
      "The search index at file:///proc/nowhere cannot be reached: check SEARCH_URL and the storage behind it.";
    const health = await checkHealth({ now, timeZone: "UTC", pulling: false });
    const byWords = expect.stringMatching(
      /^Searches go by words alone.* The embedding server does not answer/,
    );
    expect(health).toMatchObject({ ready: true, troubles: [byWords, trouble] });
    amendConfig({ SEARCH_URL: pathToFileURL(join(dir, "elsewhere")).href });
    expect(await findSearchTrouble()).toBeNull();
    expect(await findTable()).toBeNull();
    expect(await (await getEngine()).tableNames()).not.toEqual([]);
  });
});
