import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { type ImportOptions, importPapers } from "@/lib/papers/import/import-papers";
import { repairHeat } from "@/lib/papers/recount";

withTestDb();

const dir = mkdtempSync(join(tmpdir(), "quire-import-"));
afterAll(() => rmSync(dir, { recursive: true }));
const now = new Date("2026-03-20T00:00:00Z");

function file(name: string, lines: (object | string)[]): string {
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  writeFileSync(join(dir, name), text);
  return join(dir, name);
}

const id = (i: number) => `2603.${String(i).padStart(5, "0")}`;
const paper = (i: number) => ({
  id: id(i),
  title: `Paper ${i}`,
  abstract: "We study it.",
  authors: ["Ada Lovelace"],
});
const listed = (i: number) => ({ ...paper(i), categories: ["cs.CL"], announced: "2026-03-03" });
const daily = (i: number, upvotes: number) => ({
  ...paper(i),
  day: "2026-03-05",
  rank: i,
  published_at: "2026-03-02T12:00:00Z",
  upvotes,
});

const run = (files: string[], given: Partial<ImportOptions> = {}) =>
  importPapers(files, { votes: false, now, timeZone: "UTC", ...given });

beforeEach(async () => {
  await getDb().paper.deleteMany();
});

describe("importPapers", () => {
  it("reads several files and formats in one run; a second run changes nothing", async () => {
    const files = [file("a.jsonl", [1, 2, 3].map(listed)), file("b.jsonl", [daily(3, 5), daily(4, 0)])];
    expect(await run(files)).toEqual({ read: 5, added: 4, updated: 0, skipped: 0, votes: 0 });
    expect(await run(files)).toMatchObject({ read: 5, added: 0, updated: 0 });
  });

  it("skips and reports broken lines, with their place", async () => {
    const path = file("broken.jsonl", [listed(1), "{", "", { ...listed(2), id: "x" }, listed(3)]);
    const skips: string[] = [];
    const counts = await run([path], { onSkip: (place, problem) => skips.push(`${place}: ${problem}`) });
    expect(counts).toMatchObject({ read: 2, added: 2, skipped: 2 });
    expect(skips).toEqual([`${path}:2: is not a JSON object`, `${path}:4: id: "x" is not an arXiv id`]);
  });

  it("stops after a whole batch when asked, and continues from there the next time", async () => {
    const path = file(
      "long.jsonl",
      Array.from({ length: 25 }, (_, i) => listed(i + 1)),
    );
    let asked = 0;
    const counts = await run([path], { batchSize: 10, isStopped: () => ++asked === 2 });
    expect(counts).toMatchObject({ read: 20, added: 20 });
    expect(await getDb().paper.count()).toBe(20);
    expect(await run([path], { batchSize: 10 })).toMatchObject({ read: 25, added: 5, updated: 0 });
  });

  it("reports its progress", async () => {
    const path = file(
      "long.jsonl",
      Array.from({ length: 25 }, (_, i) => listed(i + 1)),
    );
    const seen: number[] = [];
    await run([path, path], { batchSize: 20, onProgress: ({ read }) => seen.push(read) });
    expect(seen).toEqual([20, 40, 50]);
  });
});

describe("votes", () => {
  const path = () => file("votes.jsonl", [daily(1, 12), daily(2, 0), daily(3, 40)]);

  it("are cast by made-up readers within a day of the feed, once", async () => {
    expect(await run([path()], { votes: true })).toMatchObject({ added: 3, votes: 52 });
    expect(await run([path()], { votes: true })).toMatchObject({ added: 0, updated: 0, votes: 0 });
    const votes = await getDb().vote.findMany({ include: { user: true } });
    const [from, until] = [new Date("2026-03-05T01:00:00Z"), new Date("2026-03-06T01:00:00Z")];
    expect(votes.every(({ castAt }) => castAt >= from && castAt <= until)).toBe(true);
    expect(votes.every(({ user }) => user?.kind === "made_up")).toBe(true);
    expect(await repairHeat({ mend: false })).toEqual([]);
    const papers = await getDb().paper.findMany({ orderBy: { key: "asc" } });
    expect(papers.map((row) => row.upvotes)).toEqual([12, 0, 40]);
  });

  it("are not cast by default", async () => {
    await run([path()]);
    expect(await getDb().vote.count()).toBe(0);
  });
});
