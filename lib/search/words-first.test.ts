import { rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { makeHubDir } from "@/e2e/support/hub-dir";
import { makePaper } from "@/e2e/support/made";
import { makeQueue } from "@/e2e/support/queue";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig } from "@/lib/base/config";
import { withConnection } from "@/lib/base/connection";
import { databaseUrl, getDb } from "@/lib/base/db";
import { findSetting, saveSetting } from "@/lib/base/settings";
import { plus } from "@/lib/base/time";
import { enrichPapers } from "@/lib/search/enrich";
import { findIndexProgress, progressWords } from "@/lib/search/index-progress";
import { cutMark, hashOf } from "@/lib/search/index-state";
import { searchPapers } from "@/lib/search/search";
import { searchedUntil } from "@/lib/search/searched-until";
import { findTable } from "@/lib/search/table";
import { rebuildTable } from "@/lib/search/write-table";

withTestDb();
vi.setConfig({ testTimeout: 60_000 });

/** What the embedding server was asked for since the last test began; `beforeAnswer` may hold an answer back. */
let asked: string[] = [];
let beforeAnswer: () => Promise<void> = async () => undefined;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", async () => {
    const { input } = JSON.parse(Buffer.concat(chunks).toString()) as { input: string[] };
    // Queries and the first question for the length of vectors are single words.
    if (input.some((text) => text.includes(" "))) {
      asked.push(...input);
      await beforeAnswer();
    }
    const data = input.map((text, index) => ({ index, embedding: [1, text.length, 1] }));
    const refused = input.some((text) => text.includes("poison"));
    response
      .writeHead(refused ? 400 : 200, { "Content-Type": "application/json" })
      .end(JSON.stringify({ data }));
  });
});

const dir = makeHubDir("words-first");
const signal = new AbortController().signal;
const run = () => enrichPapers({ now: new Date(), signal });
// A process looks for a newer table, and counts what can be found, only every few seconds of its clock.
let clock = performance.now();
const later = () => (clock += 10_000);

async function isFound(word: string): Promise<boolean> {
  await findTable(later());
  const { hits } = await searchPapers({ q: word, sort: "relevance" }, new Date());
  return hits.some(({ reason }) => reason.kind === "words");
}

async function countVectors(): Promise<number> {
  return (await findTable(later()))?.vectors.countRows() ?? 0;
}

/** A run of the worker that is held while the server is asked for vectors; resolves when it is held. */
async function holdRun() {
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    beforeAnswer = () => {
      resolve();
      beforeAnswer = async () => undefined;
      return new Promise<void>((open) => {
        release = open;
      });
    };
  });
  const ended = run();
  await Promise.race([held, ended]);
  return { ended, release: () => release() };
}

/** After minutes in which nobody asked, the papers are counted anew before the answer. */
async function expectComplete(): Promise<void> {
  clock += 120_000;
  expect(await findIndexProgress(clock)).toBeNull();
}

const announced = async () =>
  (await getDb().$queryRaw<object[]>`SELECT payload FROM graphile_worker._private_jobs`).length;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  amendConfig({ QUIRE_DIR: dir, EMBEDDING_URL: `http://127.0.0.1:${port}`, EMBEDDING_MODEL: "three" });
  await makeQueue();
});

beforeEach(() => {
  asked = [];
  beforeAnswer = async () => undefined;
});

afterAll(() => {
  server.close();
  rmSync(dir, { recursive: true, force: true });
});

it("finds papers by their words while vectors are made, says how many, and announces those that are complete", async () => {
  const announcedAt = new Date();
  await Promise.all(Array.from({ length: 130 }, (_, i) => makePaper({ title: `Quagga ${i}`, announcedAt })));
  const { ended, release } = await holdRun();
  expect(await isFound("quagga")).toBe(true);
  // Queries are corrected by the counts of words, so these must not wait for the vectors either.
  expect(await getDb().searchTerm.count({ where: { kind: "word", term: "quagga" } })).toBe(1);
  expect(await findIndexProgress(later())).toEqual({ papers: 130, words: 130, meaning: 0 });
  const since = new Date(announcedAt.getTime() - 60_000);
  expect((await searchedUntil({ since, until: new Date() })).getTime()).toBeLessThan(
    announcedAt.getTime() + 60_000,
  );
  expect(await announced()).toBe(0);
  // Papers that arrive meanwhile are found before the rest is embedded.
  await makePaper({ title: "Okapi arrives", announcedAt });
  const okapi: boolean[] = [];
  beforeAnswer = async () => {
    okapi.push(await isFound("okapi"));
  };
  release();
  expect(await ended).toEqual({ taken: 131, embedded: 131 });
  expect(okapi).toContain(true);
  expect(await countVectors()).toBe(131);
  await expectComplete();
  const all = await getDb().$queryRaw<{ payload: { paperIds: number[] } }[]>`
    SELECT payload FROM graphile_worker._private_jobs`;
  expect(new Set(all.flatMap(({ payload }) => payload.paperIds)).size).toBe(131);
  expect(await run()).toEqual({ taken: 0, embedded: 0 });
});

it("finds a paper by its new words while its vector is made anew, and keeps the old one until then", async () => {
  const paper = await getDb().paper.findFirstOrThrow();
  const changed = { title: "Zorilla", updatedAt: new Date() };
  await getDb().paper.update({ where: { id: paper.id }, data: changed });
  const before = await announced();
  const { ended, release } = await holdRun();
  expect(await isFound("zorilla")).toBe(true);
  expect(await countVectors()).toBe(131);
  release();
  await ended;
  expect(asked).toEqual([`Zorilla. ${paper.abstract}`]);
  expect(await announced()).toBe(before);
});

it("goes on where a killed worker stopped: neither words nor stored vectors are left out or made again", async () => {
  const some = await getDb().enrichment.findMany({ take: 5, orderBy: { paperId: "asc" } });
  const ids = some.map(({ paperId }) => paperId);
  const [first = 0, second = 0, ...others] = ids;
  const open = await findTable(later());
  // Killed before the words, before the vectors were written to the table, and before that was marked.
  await getDb().enrichment.update({
    where: { paperId: first },
    data: { paperUpdatedAt: new Date(0), vectorAt: null },
  });
  await getDb().enrichment.update({ where: { paperId: second }, data: { vectorAt: null } });
  await getDb().enrichment.updateMany({ where: { paperId: { in: others } }, data: { vectorAt: null } });
  await open?.table.delete(`id = ${first}`);
  await open?.vectors.delete(`id IN (${first}, ${second})`);
  expect(await run()).toEqual({ taken: 1, embedded: 0 });
  expect(asked).toEqual([]);
  expect(await countVectors()).toBe(131);
  expect(await open?.table.countRows()).toBe(131);
  expect(await run()).toEqual({ taken: 0, embedded: 0 });
});

it("embeds all other papers when one is refused, and finds that one by its words", async () => {
  for (const title of ["Wombat one", "A poison for wombats", "Wombat two"]) await makePaper({ title });
  expect(await run()).toEqual({ taken: 3, embedded: 3 });
  expect(await countVectors()).toBe(133);
  expect(await isFound("poison")).toBe(true);
  asked = [];
  expect(await run()).toEqual({ taken: 0, embedded: 0 });
  expect(asked).toEqual([]);
  await expectComplete();
  // A vector of an older text goes when the new text is refused.
  const where = { id: (await getDb().paper.findFirstOrThrow({ where: { title: "Wombat two" } })).id };
  await getDb().paper.update({ where, data: { abstract: "A second poison.", updatedAt: new Date() } });
  await run();
  expect(await countVectors()).toBe(132);
  await getDb().paper.update({ where, data: { abstract: "Harmless again.", updatedAt: new Date() } });
  await run();
  expect(await countVectors()).toBe(133);
});

it("writes few papers into the present table, and many into a new one beside it", async () => {
  const name = async () => (await findTable(later()))?.current;
  const before = await name();
  for (let i = 0; i < 5; i++) await makePaper({ title: `Kinkajou ${i}` });
  await run();
  expect((await name())?.name).toBe(before?.name);
  await Promise.all(Array.from({ length: 60 }, (_, i) => makePaper({ title: `Numbat ${i}` })));
  const [hidden] = await getDb().paper.findMany({ where: { title: "Kinkajou 1" } });
  await getDb().paper.update({
    where: { id: hidden?.id ?? 0 },
    data: { status: "hidden", updatedAt: new Date() },
  });
  expect(await run()).toEqual({ taken: 61, embedded: 60 });
  const after = await name();
  expect(after?.name).not.toBe(before?.name);
  // The vectors are not copied: their index takes longest to make.
  expect(after?.vectors).toBe(before?.vectors);
  const open = await findTable(later());
  expect(await open?.table.countRows()).toBe(198);
  expect(await open?.vectors.countRows()).toBe(197);
  expect(await open?.table.indexStats("text_idx")).toMatchObject({ numUnindexedRows: 0 });
});

it("indexes a new table completely, although its papers were written just before", async () => {
  await rebuildTable(3);
  const open = await findTable(later());
  expect(await open?.table.countRows()).toBe(198);
  expect(await open?.table.indexStats("text_idx")).toMatchObject({ numUnindexedRows: 0 });
});

it("embeds a text anew that an earlier version cut, though everything older was indexed, and no other", async () => {
  const paper = await getDb().paper.findFirstOrThrow({ where: { title: "Numbat 1" } });
  const data = { textHash: cutMark + hashOf(paper), vectorAt: new Date(0) };
  await getDb().enrichment.update({ where: { paperId: paper.id }, data });
  const at = plus(paper.updatedAt, { hours: 1 }).toISOString();
  await saveSetting("search-sweep", { at, model: "three" });
  expect(await run()).toEqual({ taken: 0, embedded: 1 });
  expect(asked).toEqual([`Numbat 1. ${paper.abstract}`]);
});

it("rebuilds a table for vectors of another length", async () => {
  const before = await findSetting("search-table");
  if (!before) throw new Error("no table");
  await saveSetting("search-table", { ...before, dimension: 384 });
  await findTable(later());
  await run();
  expect(await findSetting("search-table")).toMatchObject({ dimension: 3 });
  expect((await findSetting("search-table"))?.name).not.toBe(before.name);
  expect(await countVectors()).toBe(197);
});

it("leaves the work to another process that does it", async () => {
  await makePaper({ title: "Tarsier" });
  await withConnection(databaseUrl(), async (client) => {
    await client.query("SELECT pg_advisory_lock(78474)");
    expect(await run()).toEqual({ taken: 0, embedded: 0 });
  });
  expect(await run()).toEqual({ taken: 1, embedded: 1 });
});

it("says how many papers can be found in one sentence", () => {
  expect(progressWords({ papers: 80_017, words: 12_304, meaning: 4000 })).toBe(
    "12,304 of 80,017 papers can be found by words, 4,000 by meaning; the rest follow.",
  );
  expect(progressWords({ papers: 80_017, words: 12_304, meaning: null })).toBe(
    "12,304 of 80,017 papers can be found by words; the rest follow.",
  );
});
