import { describe, expect, it } from "vitest";
import { writeCursor } from "@/lib/feeds/cursor";
import { objectId } from "@/lib/programs/huggingface/object-ids";
import {
  dailyQuery,
  paperPath,
  paperQuery,
  papersQuery,
  postingPath,
  reposPath,
  searchPapersQuery,
} from "@/lib/programs/huggingface/requests";

describe("the query of the daily feed", () => {
  it("defaults to the first 50 papers, newest first", () => {
    expect(dailyQuery.parse({})).toEqual({ period: null, sort: "publishedAt", p: 0, limit: 50 });
  });

  it.each([
    [{ date: "2026-03-12" }, { from: "2026-03-12", until: "2026-03-12" }],
    [{ week: "2026-W11" }, { from: "2026-03-09", until: "2026-03-15" }],
    [{ month: "2026-02" }, { from: "2026-02-01", until: "2026-02-28" }],
    [{ date: "2199-01-01" }, { from: "2199-01-01", until: "2199-01-01" }],
  ])("takes %j", (query, period) => expect(dailyQuery.parse(query).period).toEqual(period));

  it.each([
    "2026-03-12T00:00:00.000Z",
    "2026-03-12T23:59:59Z",
    "2026-03-12T08:30:01.123456+00:00",
    "2026-03-12 08:30:01.123456",
    "2026-03-12T08:30",
    "2026-03-13T01:00:00+02:00",
    // As it arrives when the plus sign was not encoded.
    "2026-03-13T01:00:00 02:00",
    "2026-03-11T20:00:00-0500",
  ])("takes the day of the moment %s in UTC", (date) =>
    expect(dailyQuery.parse({ date }).period).toEqual({ from: "2026-03-12", until: "2026-03-12" }),
  );

  it("accepts pages, sizes and submitters, and ignores unknown parameters", () => {
    const asked = { p: "3", limit: "100", submitter: "Ada", sort: "trending", utm: "x" };
    expect(dailyQuery.parse(asked)).toEqual({
      period: null,
      p: 3,
      limit: 100,
      submitter: "ada",
      sort: "trending",
    });
  });

  it.each([
    { date: "2026-02-30" },
    { date: "yesterday" },
    { date: "2026-02-30T10:00:00Z" },
    { date: "2026-03-12T25:00:00Z" },
    { date: "2026-03-12T" },
    { date: "2026-W11" },
    { date: "0000-01-01T00:00:00Z" },
    { date: "" },
    { week: "2026-W54" },
    { week: "2026-11" },
    { month: "2026-13" },
    { month: "2026-3" },
    { date: "2026-03-12", week: "2026-W11" },
    { week: "2026-W11", month: "2026-03" },
    { sort: "upvotes" },
    { p: "-1" },
    { p: "one" },
    { limit: "0" },
    { limit: "101" },
    { limit: "1e2" },
    { submitter: "x".repeat(101) },
  ])("refuses %j", (query) => expect(dailyQuery.safeParse(query).success).toBe(false));
});

describe("the query of a search", () => {
  it("has up to 250 characters and 120 papers", () => {
    expect(searchPapersQuery.parse({ q: " vision " })).toEqual({ q: "vision", limit: 20 });
    expect(searchPapersQuery.parse({ q: "x".repeat(250), limit: "120" }).limit).toBe(120);
  });

  it.each([{}, { q: "" }, { q: "   " }, { q: "x".repeat(251) }, { q: "x", limit: "121" }])(
    "refuses %j",
    (query) => expect(searchPapersQuery.safeParse(query).success).toBe(false),
  );
});

describe("the query of the list of all papers", () => {
  it("begins at its own cursor", () => {
    const cursor = { value: 1_772_000_000_123, id: 7, seen: 0 };
    expect(papersQuery.parse({ cursor: writeCursor(cursor) })).toEqual({ cursor, limit: 50 });
    expect(papersQuery.parse({}).cursor).toBeNull();
  });

  it.each(["", "zzz", "🙂", "x".repeat(300)])("refuses the cursor %s", (cursor) =>
    expect(papersQuery.safeParse({ cursor }).success).toBe(false),
  );
});

it("a paper can be requested with its comments, or with several fields, or without", () => {
  expect(paperQuery.parse({ field: ["comments"] })).toEqual({ field: ["comments"] });
  expect(paperQuery.parse({ field: ["comments", "submissionDeadline"] })).toEqual({
    field: ["comments", "submissionDeadline"],
  });
  expect(paperQuery.parse({ field: ["comments,submissionDeadline"] }).field).toHaveLength(2);
  expect(paperQuery.parse({})).toEqual({ field: [] });
  expect(paperQuery.safeParse({ field: ["votes"] }).success).toBe(false);
  expect(paperQuery.safeParse({ field: ["comments", "votes"] }).success).toBe(false);
});

const comment = objectId("comment", 9, new Date("2026-03-02"));
const notFound = expect.objectContaining({ code: "not-found" });
const path = (text: string) => ({ path: text.split("/") });

describe("the address of a paper", () => {
  it.each([
    ["2602.08025", "2602.08025"],
    ["2602.08025v3", "2602.08025"],
    ["cs/0112017", "cs/0112017"],
    ["cs%2F0112017", "cs/0112017"],
    ["math.AG/0501999v2", "math/0501999"],
    ["q-abcd1234", "q-abcd1234"],
  ])("%s is %s", (text, key) => expect(paperPath.parse(path(text))).toBe(key));

  it.each(["nothing", "2602.08025/links", "%E0%A4%A", "a/b/c"])("%s is none", (text) =>
    expect(() => paperPath.parse(path(text))).toThrow(notFound),
  );
});

describe("what is posted to a paper", () => {
  it("is parsed from the end of the path", () => {
    expect(postingPath.parse(path("2602.08025v1/links"))).toEqual({ kind: "links", key: "2602.08025" });
    expect(postingPath.parse(path("cs/0112017/comment"))).toEqual({ kind: "comment", key: "cs/0112017" });
    expect(postingPath.parse(path(`cs/0112017/comment/${comment}/reply`))).toEqual({
      kind: "reply",
      key: "cs/0112017",
      to: 9,
    });
  });

  it.each(["2602.08025", "links", "2602.08025/vote", "2602.08025/comment/x/reply", "2602.08025/reply"])(
    "%s is no such address",
    (text) => expect(() => postingPath.parse(path(text))).toThrow(notFound),
  );
});

it("a paper's repositories are under its arXiv id", () => {
  expect(reposPath.parse(path("2602.08025v1/repos"))).toBe("2602.08025");
  expect(reposPath.parse(path("cs/0112017/repos"))).toBe("cs/0112017");
  expect(() => reposPath.parse(path("2602.08025"))).toThrow(notFound);
});
