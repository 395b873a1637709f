import { beforeEach, describe, expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import type { HarvestWindow } from "@/lib/papers/arxiv/client";
import type { OaiPage } from "@/lib/papers/arxiv/oai";
import { pullFromArxiv } from "@/lib/papers/arxiv/pull";
import type { PaperRecord } from "@/lib/papers/arxiv/record";
import { announcedAt } from "@/lib/papers/arxiv/schedule";

withTestDb();

const now = new Date("2026-03-12T06:00:00Z");
const today = "2026-03-12";
const categories = ["cs.CL", "cs.LG", "hep-th"];

function record(arxivId: string, given: Partial<PaperRecord> = {}): PaperRecord {
  const publishedAt = given.publishedAt ?? new Date("2026-03-10T16:00:00Z");
  return {
    arxivId,
    title: `Paper ${arxivId}`,
    abstract: "We study a thing.",
    authors: ["Ada Lovelace"],
    topics: ["cs.CL"],
    comment: null,
    journalRef: null,
    doi: null,
    licence: null,
    publishedAt,
    versions: [{ version: 1, at: publishedAt }],
    announcedAt: announcedAt(publishedAt),
    withdrawn: false,
    ...given,
  };
}

function page(records: PaperRecord[], deleted: string[] = []): OaiPage {
  return { records, deleted, resumptionToken: null, completeListSize: null };
}

/** A fake arXiv with these pages for `cs` and none for other sets, which records the requests. */
function arxivWith(pages: (OaiPage | Error)[]) {
  const windows: HarvestWindow[] = [];
  async function* harvest(window: HarvestWindow) {
    windows.push(window);
    for (const one of window.set === "cs" ? pages : []) {
      if (one instanceof Error) throw one;
      yield one;
    }
  }
  return { windows, client: { harvest } };
}

const pull = (pages: (OaiPage | Error)[], at = now) =>
  pullFromArxiv({ client: arxivWith(pages).client, categories, now: at, timeZone: "UTC" });
const lastPull = () =>
  getDb().arxivPull.findFirstOrThrow({ where: { setName: "cs" }, orderBy: { id: "desc" } });
const stored = (key: string) => getDb().paper.findUnique({ where: { key } });

beforeEach(async () => {
  await getDb().arxivPull.deleteMany();
  await getDb().paper.deleteMany();
});

describe("a pull", () => {
  it("saves papers of the categories page by page and records the pull", async () => {
    const others = [record("2603.00003", { topics: ["cs.CV"] }), record("2603.00004", { topics: [] })];
    const cross = record("2603.00002", { topics: ["math.OC", "cs.LG"] });
    const pulled = await pull([page([record("2603.00001"), ...others]), page([cross])]);
    expect(pulled).toEqual({ found: 2, added: 2, updated: 0, failed: [] });
    expect(await getDb().paper.count()).toBe(2);
    expect(await stored("2603.00002")).toMatchObject({ source: "arxiv", day: new Date("2026-03-11") });
    expect(await lastPull()).toMatchObject({ found: 2, added: 2, error: null, finishedAt: expect.any(Date) });
  });

  it("pulls each set once: a week at first, later from three days before the last pull", async () => {
    const { windows, client } = arxivWith([]);
    const at = (day: string) => ({ client, categories, now: new Date(`${day}T06:00:00Z`), timeZone: "UTC" });
    await pullFromArxiv(at("2026-03-12"));
    await pullFromArxiv(at("2026-03-14"));
    await pullFromArxiv(at("2026-06-30"));
    expect(windows.map(({ set }) => set)).toEqual([
      "cs",
      "physics:hep-th",
      "cs",
      "physics:hep-th",
      "cs",
      "physics:hep-th",
    ]);
    expect(windows.filter(({ set }) => set === "cs")).toEqual([
      { set: "cs", from: "2026-03-05", until: "2026-03-12" },
      { set: "cs", from: "2026-03-09", until: "2026-03-14" },
      { set: "cs", from: "2026-06-16", until: "2026-06-30" },
    ]);
  });

  it("adds nothing twice", async () => {
    const pages = [page([record("2603.00001"), record("2603.00002")])];
    await pull(pages);
    expect(await pull(pages)).toEqual({ found: 2, added: 0, updated: 0, failed: [] });
  });

  it("keeps the day of an old paper with a new version", async () => {
    const publishedAt = new Date("2025-06-03T16:00:00Z");
    await pull([page([record("2506.00001", { publishedAt })])]);
    const updatedAt = new Date("2026-03-11T16:00:00Z");
    const revised = record("2506.00001", { publishedAt, updatedAt, title: "Better" });
    const unknown = record("2506.00002", { publishedAt, updatedAt });
    expect(await pull([page([revised, unknown])])).toMatchObject({ added: 1, updated: 1 });
    expect(await stored("2506.00001")).toMatchObject({ title: "Better", day: new Date("2025-06-04") });
    expect(await getDb().paper.count({ where: { day: { gte: new Date("2026-03-01") } } })).toBe(0);
  });

  it("dates a paper that moderators held by the announcement with which it comes, not by its submission", async () => {
    const first = record("2603.04000", { listedOn: "2026-03-11" });
    await pull([page([first])], new Date("2026-03-11T06:00:00Z"));
    const day = async (id: string) => (await stored(id))?.day.toISOString().slice(0, 10);
    expect(await day("2603.04000")).toBe("2026-03-11");
    const held = record("2603.05001", { publishedAt: new Date("2026-02-02T16:00:00Z"), listedOn: today });
    const late = record("2603.01000", { publishedAt: new Date("2026-03-03T16:00:00Z"), listedOn: today });
    const old = record("2602.09000", { publishedAt: new Date("2026-02-09T16:00:00Z"), listedOn: today });
    const usual = record("2603.05002", { publishedAt: new Date("2026-03-11T16:00:00Z"), listedOn: today });
    await pull([page([first, held]), page([late, old, usual])]);
    expect(await day("2603.05001")).toBe(today);
    expect(await day("2603.05002")).toBe(today);
    expect(await day("2603.01000")).toBe("2026-03-04");
    expect(await day("2602.09000")).toBe("2026-02-10");
    expect((await stored("2603.05001"))?.publishedAt).toEqual(held.publishedAt);
  });

  it("a first harvest keeps the days that submissions lead to, within the months of the ids", async () => {
    const held = record("2603.05001", { publishedAt: new Date("2026-03-03T16:00:00Z"), listedOn: today });
    await pull([new AppError("unavailable", "silent")], new Date("2026-03-11T06:00:00Z"));
    await pull([page([held])]);
    expect((await stored("2603.05001"))?.day).toEqual(new Date("2026-03-04"));
  });

  it("a paper that a person submitted does not count among those that pulls have found", async () => {
    await pull([page([record("2603.04000")])], new Date("2026-03-11T06:00:00Z"));
    await makePaper({ key: "2603.09000", source: "submission" });
    const publishedAt = new Date("2026-02-02T16:00:00Z");
    await pull([page([record("2603.05001", { publishedAt, listedOn: today })])]);
    expect((await stored("2603.05001"))?.day).toEqual(new Date(today));
  });

  it("marks papers that arXiv removed", async () => {
    const paper = await makePaper();
    await pull([page([], [paper.key, "2603.99999"])]);
    expect(await stored(paper.key)).toMatchObject({
      withdrawn: true,
      withdrawnBy: "arxiv",
      abstract: paper.abstract,
    });
  });
});

describe("a failed pull", () => {
  const silence = new AppError("unavailable", "arXiv does not answer just now; try again in a few minutes.");

  it("keeps the pages before the error, records it, and continues with the next set", async () => {
    const { windows, client } = arxivWith([page([record("2603.00001")]), silence]);
    const pulled = await pullFromArxiv({ client, categories, now, timeZone: "UTC" });
    expect(pulled).toMatchObject({ added: 1, failed: [{ set: "cs", error: silence.message }] });
    expect(await lastPull()).toMatchObject({ found: 1, added: 1, error: silence.message });
    expect(windows.at(-1)?.set).toBe("physics:hep-th");
  });

  it("does not count as the last pull", async () => {
    await pull([page([])], new Date("2026-03-08T06:00:00Z"));
    await pull([silence]);
    const { windows, client } = arxivWith([]);
    await pullFromArxiv({ client, categories: ["cs.CL"], now, timeZone: "UTC" });
    expect(windows).toEqual([{ set: "cs", from: "2026-03-05", until: today }]);
  });

  it("rethrows programming errors", async () => {
    await expect(pull([new TypeError("a bug")])).rejects.toThrow("a bug");
    expect(await lastPull()).toMatchObject({ error: "a bug" });
  });

  it("stops at once when aborted, even while arXiv does not answer, and is repeated later", async () => {
    const stop = new AbortController();
    async function* harvest() {
      yield page([record("2603.00001")]);
      stop.abort();
      await new Promise(() => {});
    }
    const pulled = await pullFromArxiv({
      client: { harvest },
      categories,
      now,
      timeZone: "UTC",
      signal: stop.signal,
    });
    expect(pulled).toMatchObject({ added: 1 });
    expect(await getDb().arxivPull.count()).toBe(1);
    expect((await lastPull()).error).toContain("stopped");
  });
});
