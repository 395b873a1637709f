import { beforeAll, describe, expect, it, vi } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { dailyItemShape } from "@/lib/programs/huggingface/contract";
import { listDaily } from "@/lib/programs/huggingface/read-papers";
import { dailyQuery } from "@/lib/programs/huggingface/requests";

withTestDb();

const ask = async (query: Record<string, string>) => {
  const { items, more } = await listDaily(dailyQuery.parse(query));
  return { ids: items.map(({ paper }) => paper.id), more };
};
const on = (key: string, at: string, heat: number, more = {}) =>
  makePaper({ key, announcedAt: at, heat, ...more });

beforeAll(async () => {
  const { id } = await makePerson({ username: "ada" });
  await on("2603.10001", "2026-03-09T09:00:00Z", 10);
  await on("2603.10002", "2026-03-10T09:00:00Z", 50, {
    submitterId: id,
    submittedAt: new Date("2026-03-10T09:00:00Z"),
  });
  await on("2603.10003", "2026-03-10T08:00:00Z", 60);
  await on("2603.10004", "2026-03-20T09:00:00Z", 5);
  await on("2602.10005", "2026-02-11T09:00:00Z", 99);
  await on("2603.10006", "2026-03-20T09:00:00Z", 100, { status: "hidden" });
});

describe("the daily feed", () => {
  it("begins with the newest day, and within a day with the hottest paper", async () => {
    expect((await ask({})).ids).toEqual([
      "2603.10004",
      "2603.10003",
      "2603.10002",
      "2603.10001",
      "2602.10005",
    ]);
  });

  it("can be ordered by heat", async () => {
    expect((await ask({ sort: "trending" })).ids).toEqual([
      "2602.10005",
      "2603.10003",
      "2603.10002",
      "2603.10001",
      "2603.10004",
    ]);
  });

  it.each(["publishedAt", "trending"])(
    "may be of a date, a week, a month or a submitter, by %s",
    async (sort) => {
      const both = ["2603.10003", "2603.10002"];
      expect((await ask({ date: "2026-03-10", sort })).ids).toEqual(both);
      expect((await ask({ week: "2026-W11", sort })).ids).toEqual([...both, "2603.10001"]);
      expect((await ask({ month: "2026-02", sort })).ids).toEqual(["2602.10005"]);
      for (const submitter of ["ada", "Ada "])
        expect((await ask({ submitter, sort })).ids).toEqual(["2603.10002"]);
      expect((await ask({ submitter: "hub", week: "2026-W11", sort })).ids).toEqual([
        "2603.10003",
        "2603.10001",
      ]);
      expect((await ask({ submitter: "ada", date: "2026-03-09", sort })).ids).toEqual([]);
    },
  );

  it.each(["publishedAt", "trending"])(
    "is empty for days to come, unknown people and pages past the end, by %s",
    async (sort) => {
      for (const [name, value] of [
        ["date", "2199-01-01"],
        ["submitter", "nobody"],
        ["p", "1"],
        ["p", "999999999"],
      ] as const)
        expect(await ask({ [name]: value, sort })).toEqual({ ids: [], more: false });
    },
  );

  it.each(["publishedAt", "trending"])(
    "comes in pages without a paper twice or none at all, by %s",
    async (sort) => {
      const pages = [];
      for (const p of ["0", "1", "2"]) pages.push(await ask({ sort, p, limit: "2" }));
      expect(pages.map(({ more }) => more)).toEqual([true, true, false]);
      expect(pages.flatMap(({ ids }) => ids)).toEqual((await ask({ sort })).ids);
    },
  );
});

describe("an item of the daily feed", () => {
  it("has exactly the keys of the contract", async () => {
    const { items } = await listDaily(dailyQuery.parse({}));
    const strict = dailyItemShape.strict();
    for (const item of items) expect(strict.parse(JSON.parse(JSON.stringify(item)))).toBeTruthy();
  });

  it("says when it was on the feed and who submitted it", async () => {
    const { items } = await listDaily(dailyQuery.parse({ date: "2026-03-10" }));
    const [brought, submitted] = items;
    expect(submitted).toMatchObject({
      publishedAt: "2026-03-10T00:00:00.000Z",
      submittedBy: { user: "ada", name: "ada", fullname: "ada", type: "user" },
      upvotes: 0,
      paper: {
        upvotes: 0,
        submittedOnDailyAt: "2026-03-10T09:00:00.000Z",
        submittedOnDailyBy: { user: "ada" },
      },
    });
    expect(brought).toMatchObject({
      submittedBy: { user: "hub", fullname: "Quire" },
      paper: { submittedOnDailyAt: "2026-03-10T08:00:00.000Z" },
    });
    expect(brought?.submittedBy._id).not.toBe(submitted?.submittedBy._id);
  });

  it("is on the list of the day that it names, in every time zone", async () => {
    const moved = [
      ["2603.10007", "2026-03-25T02:00:00Z", "2026-03-24", "2026-03-24T23:59:59.999Z"],
      ["2603.10008", "2026-03-25T20:00:00Z", "2026-03-26", "2026-03-26T00:00:00.000Z"],
    ] as const;
    for (const [key, at, day, submittedOnDailyAt] of moved) {
      // Listed after a curator read it: its own submission was days before.
      await on(key, at, 1, { day: new Date(day), submittedAt: new Date("2026-03-20T09:00:00Z") });
      const { items } = await listDaily(dailyQuery.parse({ date: submittedOnDailyAt }));
      expect(items.map(({ paper }) => [paper.id, paper.submittedOnDailyAt])).toEqual([
        [key, submittedOnDailyAt],
      ]);
    }
  });

  it("needs two queries, whatever the number of papers", async () => {
    const queries = vi.spyOn(getDb(), "$queryRaw");
    await listDaily(dailyQuery.parse({ sort: "trending" }));
    await listDaily(dailyQuery.parse({ limit: "100" }));
    expect(queries).toHaveBeenCalledTimes(4);
    queries.mockRestore();
  });
});
