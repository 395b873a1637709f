import { expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { plus } from "@/lib/base/time";
import { importLibrary, listLibrary, takeOutOfLibrary } from "@/lib/feeds/taste/library";
import { fetchImports } from "@/lib/feeds/taste/pending-imports";
import { resetTaste } from "@/lib/feeds/taste/taste-settings";
import type { PaperRecord } from "@/lib/papers/arxiv/record";
import type { Viewer } from "@/lib/people/viewer";
import { deleteAccount } from "@/lib/privacy/delete-account";
import { exportAccount } from "@/lib/privacy/export-account";

withTestDb();

const now = new Date("2026-03-02T18:00:00Z");
const later = (minutes: number) => plus(now, { minutes });

const record = (arxivId: string): PaperRecord => ({
  arxivId,
  title: `Paper ${arxivId}`,
  abstract: "An abstract.",
  authors: ["Ada Lovelace"],
  topics: ["cs.CL"],
  comment: null,
  journalRef: null,
  doi: null,
  licence: null,
  publishedAt: new Date("2025-01-02T00:00:00Z"),
  versions: [],
  announcedAt: new Date("2025-01-03T01:00:00Z"),
  withdrawn: false,
});

/** An arXiv that has these papers, and notes which ids it was asked for. */
function arxivWith(...papers: PaperRecord[]) {
  const asked: string[][] = [];
  const findPapers = async (ids: string[]) => {
    asked.push(ids);
    return papers.filter(({ arxivId }) => ids.includes(arxivId));
  };
  return { asked, run: (at = now) => fetchImports({ client: { findPapers }, now: at, timeZone: "UTC" }) };
}

async function rowsOf(viewer: Viewer) {
  return (await listLibrary(viewer)).rows.map(({ id, state }) => [id, state]);
}

it("fetches imported papers that the hub does not hold, and says which ones arXiv does not know", async () => {
  const viewer = await makePerson();
  const list =
    "2501.10001\n2501.10002\n@misc{a, eprint={2501.10003}, title={A Title in BibTeX}}\n10.1145/1.2";
  for (const _ of [1, 2])
    expect((await importLibrary(viewer, [list], now)).pending.sort()).toEqual([
      "2501.10001",
      "2501.10002",
      "2501.10003",
    ]);
  expect((await rowsOf(viewer)).map(([, state]) => state)).toEqual(["waiting", "waiting", "waiting"]);
  expect((await listLibrary(viewer)).rows.map(({ title }) => title)).toContain("A Title in BibTeX");
  const withdrawn = { ...record("2501.10002"), withdrawn: true };
  const arxiv = arxivWith(record("2501.10001"), withdrawn, record("2501.10003"));
  expect(await arxiv.run()).toEqual({ arrived: 2, fetched: 2, unknown: 1, unavailable: false });
  expect(await rowsOf(viewer)).toEqual([
    ["2501.10002", "unknown"],
    ["2501.10003", "held"],
    ["2501.10001", "held"],
  ]);
  expect(await getDb().tasteText.count({ where: { userId: viewer.id } })).toBe(0);
  expect(await arxiv.run(later(60))).toMatchObject({ arrived: 0, fetched: 0 });
  expect(arxiv.asked).toHaveLength(1);
});

it("counts a paper as imported however it arrives, also one that arXiv did not know", async () => {
  const one = await makePerson();
  const other = await makePerson();
  for (const viewer of [one, other]) await importLibrary(viewer, ["2501.20001"], now);
  expect(await arxivWith().run()).toMatchObject({ unknown: 1 });
  const { id } = await makePaper({ key: "2501.20001" });
  expect(await arxivWith().run(later(1))).toMatchObject({ arrived: 2 });
  const signals = await getDb().signal.findMany({
    where: { paperId: id },
    select: { userId: true, kind: true },
  });
  expect(signals).toHaveLength(2);
  expect(signals).toContainEqual({ userId: one.id, kind: "library" });
});

it("waits while arXiv does not answer, and asks for at most a hundred at a time", async () => {
  const viewer = await makePerson();
  const ids = Array.from({ length: 130 }, (_, i) => `2502.${10000 + i}`);
  await importLibrary(viewer, [ids.join("\n")], now);
  const silent = () => Promise.reject(new AppError("unavailable", "arXiv does not answer."));
  const run = (at: Date) => fetchImports({ client: { findPapers: silent }, now: at, timeZone: "UTC" });
  expect(await run(now)).toMatchObject({ unavailable: true });
  const arxiv = arxivWith(...ids.map(record));
  expect(await arxiv.run(later(5))).toMatchObject({ fetched: 0 });
  expect(await arxiv.run(later(15))).toMatchObject({ arrived: 100 });
  expect(await arxiv.run(later(16))).toMatchObject({ arrived: 30 });
  expect(arxiv.asked.map(({ length }) => length)).toEqual([100, 30]);
});

it("does not bring back what was removed from the hub, and keeps 2,000 for a reader", async () => {
  const viewer = await makePerson();
  await makePaper({ key: "2503.00001", status: "hidden" });
  expect(await importLibrary(viewer, ["2503.00001"], now)).toMatchObject({
    absent: ["2503.00001"],
    pending: [],
  });
  const ids = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => `2504.${from + i}`).join("\n");
  await importLibrary(viewer, [ids(10000, 1990)], now);
  expect((await importLibrary(viewer, [ids(30000, 20)], now)).pending).toHaveLength(10);
});

it("can be removed by its reader only, and is exported, reset and deleted with the account", async () => {
  const viewer = await makePerson();
  const other = await makePerson();
  await importLibrary(viewer, ["2505.00001\n2505.00002"], now);
  await expect(takeOutOfLibrary(other, "2505.00001", now)).rejects.toMatchObject({ code: "not-found" });
  await takeOutOfLibrary(viewer, "2505.00001", now);
  expect(await rowsOf(viewer)).toEqual([["2505.00002", "waiting"]]);
  expect(await exportAccount(viewer)).toMatchObject({
    pendingImports: [{ key: "2505.00002", state: "waiting" }],
  });
  await resetTaste(viewer, now);
  expect(await rowsOf(viewer)).toEqual([]);
  await importLibrary(viewer, ["2505.00003"], now);
  await deleteAccount(viewer, now);
  expect(await getDb().pendingImport.count({ where: { userId: viewer.id } })).toBe(0);
});
