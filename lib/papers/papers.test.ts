import { beforeAll, describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { plus } from "@/lib/base/time";
import { findKeyByAddress } from "@/lib/papers/find";
import {
  findAuthor,
  findLastId,
  findPaper,
  findRank,
  findVote,
  getListedPaper,
  getPlaceOfDay,
  listKeys,
  listVotesByDay,
} from "@/lib/papers/papers";
import { upvotePaper } from "@/lib/papers/upvotes";

withTestDb();

const at = (hours: number) => plus(new Date(Date.UTC(2026, 2, 2, 12)), { hours });

beforeAll(async () => {
  await makePaper({
    key: "2603.11111",
    title: "On 100% of Things: a Study",
    titleKey: "on100ofthingsastudy",
    doi: "10.1000/abc",
    authors: ["José Álvarez"],
    authorSlugs: ["jose-alvarez"],
    versions: [{ version: 1, at: "2026-03-01T00:00:00.000Z" }],
  });
  await makePaper({
    key: "2603.22222",
    title: "A Hidden Study of Things",
    titleKey: "ahiddenstudyofthings",
    status: "hidden",
  });
});

describe("a paper", () => {
  it("is found by its key, with versions and submitter", async () => {
    const paper = await findPaper("2603.11111");
    expect(paper?.versions).toEqual([{ version: 1, at: new Date("2026-03-01T00:00:00Z") }]);
    expect(await findPaper("2699.99999")).toBeNull();
  });

  it("is public only when it is listed", async () => {
    await expect(getListedPaper("2603.22222")).rejects.toMatchObject({ code: "not-found" });
    expect((await getListedPaper("2603.11111")).doi).toBe("10.1000/abc");
  });

  it("has votes by day and the viewer's own vote", async () => {
    const paper = await makePaper();
    const a = await makePerson();
    const b = await makePerson();
    await upvotePaper(a, paper.key, at(1));
    await upvotePaper(b, paper.key, at(30));
    await upvotePaper({ ...(await makePerson()), banned: true }, paper.key, at(31));
    expect(await listVotesByDay(paper.id, "UTC")).toEqual([
      { day: "2026-03-02", votes: 1 },
      { day: "2026-03-03", votes: 1 },
    ]);
    expect(await findVote(a, paper.id)).toEqual({ upvoted: true, uncounted: null });
    expect(await findVote(null, paper.id)).toEqual({ upvoted: false, uncounted: null });
  });

  it("has a rank among the papers of its day", async () => {
    const papers = [await makePaper({ announcedAt: at(72) }), await makePaper({ announcedAt: at(72) })];
    const [first, second] = papers.map((paper) => paper.key) as [string, string];
    await upvotePaper(await makePerson(), first, at(73));
    expect(await getPlaceOfDay(await getListedPaper(first))).toEqual({ place: 1, of: 2 });
    expect(await getPlaceOfDay(await getListedPaper(second))).toEqual({ place: 2, of: 2 });
    expect(await findRank(first)).toEqual({ upvotes: 1, place: { place: 1, of: 2 } });
    expect(await findRank(second)).toEqual({ upvotes: 0, place: { place: 2, of: 2 } });
    const hidden = await makePaper({ announcedAt: at(72), status: "hidden" });
    for (const key of [hidden.key, "2699.99999"]) expect(await findRank(key)).toBeNull();
  });

  it("appears in exactly one slice of the sitemap", async () => {
    const last = await findLastId();
    const parts = await Promise.all(
      Array.from({ length: Math.ceil((last + 1) / 2) }, (_, part) => listKeys(part, 2)),
    );
    const keys = parts.flat().map((row) => row.key);
    expect(keys).toContain("2603.11111");
    expect(keys).not.toContain("2603.22222");
    expect(new Set(keys).size).toBe(keys.length);
  });
});

it.each([
  ["2603.11111", "2603.11111"],
  ["https://arxiv.org/abs/2603.11111v3", "2603.11111"],
  ["doi:10.1000/ABC", "2603.11111"],
  [" https://doi.org/10.1000/abc ", "2603.11111"],
  ["see 10.1000/abc", null],
  ["on 100% of things, a study", null],
  ["2603.22222", null],
  ["%", null],
  ["' OR 1=1 --", null],
])("%s names %s", async (text, key) => expect(await findKeyByAddress(text)).toBe(key));

it("finds how an author's name is written", async () => {
  expect(await findAuthor("jose-alvarez")).toEqual({ slug: "jose-alvarez", name: "José Álvarez" });
  expect(await findAuthor("nobody")).toBeNull();
});
