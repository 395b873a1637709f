import { describe, expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makePaper, makePerson, summaryOf } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { savePaper } from "@/lib/papers/saves";
import { upvotePaper } from "@/lib/papers/upvotes";

withTestDb();

const now = new Date("2026-03-02T18:00:00Z");
type List = {
  items: { id: string; rank: number; upvoted: boolean; organization: object | null }[];
  next: string | null;
};
const list = (query: object, viewer = null as Awaited<ReturnType<typeof makePerson>> | null) =>
  callOperation<List>("listPapers", { query: { ...query }, viewer, now });
const idsOf = async (query: object) => (await list(query)).items.map(({ id }) => id);

describe("lists of papers", () => {
  it("cover every list of the hub by their query parameters", async () => {
    const person = await makePerson();
    const lab = { organization: "A Lab", organizationSlug: "a-lab" };
    const old = await makePaper({ announcedAt: "2026-02-10T12:00:00Z", topics: ["cs.CV"], upvotes: 9 });
    const a = await makePaper({ authorSlugs: ["grace-hopper"], submitterId: person.id, ...lab });
    const b = await makePaper({ announcedAt: "2026-03-02T13:00:00Z", topics: ["cs.CV"], heat: -1 });
    expect(await idsOf({})).toEqual([a.key, old.key, b.key]);
    expect(await idsOf({ order: "newest" })).toEqual([b.key, a.key, old.key]);
    expect(await idsOf({ day: "2026-03-02" })).toEqual([a.key, b.key]);
    expect(await idsOf({ week: "2026-W10", topic: "cs.CV" })).toEqual([b.key]);
    expect(await idsOf({ month: "2026-02" })).toEqual([old.key]);
    expect(await idsOf({ window: "week" })).toEqual([a.key, b.key]);
    expect(await idsOf({ topic: "cs.CV", order: "top" })).toEqual([old.key, b.key]);
    expect(await idsOf({ author: "grace-hopper" })).toEqual([a.key]);
    expect(await idsOf({ organization: "a-lab" })).toEqual([a.key]);
    expect((await list({ organization: "a-lab" })).items[0]?.organization).toBe("A Lab");
    expect(await idsOf({ person: person.username.toUpperCase() })).toEqual([a.key]);
    expect(await idsOf({ at: "2026-02-11" })).toEqual([old.key]);
  });

  it("come in pages with continuous ranks", async () => {
    const all = await idsOf({});
    const first = await list({ limit: "2" });
    const second = await list({ limit: "2", after: first.next });
    expect([...first.items, ...second.items].map(({ id, rank }) => [id, rank])).toEqual(
      all.map((id, i) => [id, i + 1]),
    );
    expect(second.next).toBeNull();
  });

  it("contain the viewer's upvotes", async () => {
    const viewer = await makePerson();
    const paper = await makePaper();
    await upvotePaper(viewer, paper.key, now);
    const mine = (await list({}, viewer)).items.filter(({ upvoted }) => upvoted);
    expect(mine.map(({ id }) => id)).toEqual([paper.key]);
  });

  it.each([
    [{ topic: "cs.ZZ" }, /no such topic/],
    [{ author: "nobody-known" }, /no paper by an author/],
    [{ organization: "nowhere" }, /no paper of that organisation/],
    [{ person: "nobody" }, /nobody of that name/],
    [{ day: "2026-02-30" }, /YYYY-MM-DD/],
    [{ week: "2026-W60" }, /2026-W11/],
    [{ month: "2026-13" }, /2026-03/],
    [{ day: "2026-03-02", week: "2026-W10" }, /not several/],
    [{ at: "2026-03-01", order: "top" }, /trending order/],
    [{ after: "not-ours" }, /no `next`/],
    [{ limit: "0" }, /limit/],
    [{ limit: "101" }, /limit/],
    [{ order: "random" }, /order/],
    [{ toppic: "cs.CL" }, /Unrecognized key/],
  ])("refuse %j", async (query, sentence) => {
    await expect(list(query)).rejects.toThrow(sentence);
  });
});

describe("a paper", () => {
  const get = (id: string, viewer = null as Awaited<ReturnType<typeof makePerson>> | null) =>
    callOperation("getPaper", { params: { id }, viewer, now });

  it("contains everything that the hub knows about it", async () => {
    const viewer = await makePerson();
    const paper = await makePaper({
      announcedAt: "2026-04-01T12:00:00Z",
      doi: "10.1000/x",
      codeUrl: "https://example.org/code",
      versions: [{ version: 1, at: "2026-03-31T10:00:00Z" }],
      authors: ["Ada Lovelace", "李 明"],
      authorSlugs: ["ada-lovelace", "李-明"],
    });
    const summary = { summary: "It holds.", summaryOf: summaryOf(paper) };
    await getDb().enrichment.create({
      data: { paperId: paper.id, paperUpdatedAt: now, keywords: ["thing"], ...summary },
    });
    await upvotePaper(viewer, paper.key, new Date("2026-04-02T09:00:00Z"));
    await savePaper(viewer, paper.key, now);
    expect(await get(paper.key, viewer)).toMatchObject({
      id: paper.key,
      url: `http://localhost:3000/papers/${paper.key}`,
      doi: "10.1000/x",
      upvotes: 1,
      upvoted: true,
      saved: true,
      note: null,
      day: "2026-04-01",
      authors: [
        { name: "Ada Lovelace", slug: "ada-lovelace" },
        { name: "李 明", slug: "李-明" },
      ],
      versions: [{ version: 1, at: "2026-03-31T10:00:00.000Z" }],
      links: expect.arrayContaining([
        { name: "Code", href: "https://example.org/code", kind: "code", origin: "import" },
      ]),
      derived: { keywords: ["thing"], summary: "It holds.", summaryModel: null },
      votesByDay: [{ day: "2026-04-02", votes: 1 }],
      placeOfDay: { place: 1, of: 1 },
    });
    expect(await get(paper.key)).toMatchObject({ upvoted: false, saved: false });
  });

  it("has the state of its repository once GitHub was asked", async () => {
    const codeUrl = "https://github.com/Lab/llama";
    const paper = await makePaper({ codeUrl, codeStars: 7 });
    expect(await get(paper.key)).toMatchObject({ repository: null });
    await getDb().repository.create({
      data: { url: codeUrl, stars: 7, archived: true, checkedAt: now, askedAt: now },
    });
    expect(await get(paper.key)).toMatchObject({
      repository: { stars: 7, archived: true, missing: false, checkedAt: now.toISOString() },
      links: expect.arrayContaining([
        { name: "Code ★ 7 (archived)", href: codeUrl, kind: "code", origin: "import" },
      ]),
    });
  });

  it("is found under any spelling of its id", async () => {
    await makePaper({ key: "math/0501999" });
    for (const id of ["math/0501999", "arXiv:math/0501999v2"])
      expect(await get(id)).toMatchObject({ id: "math/0501999" });
  });

  it("is not found if it is hidden, pending or unknown, or if the id is malformed", async () => {
    const hidden = await makePaper({ status: "hidden" });
    const waiting = await makePaper({ key: "q-abcdefgh", status: "pending" });
    for (const id of [hidden.key, waiting.key, "2699.99999", "x", "'; DROP TABLE papers"])
      await expect(get(id)).rejects.toMatchObject({ code: "not-found" });
  });

  it("has no similar papers before it is embedded", async () => {
    const params = { id: (await makePaper()).key };
    const { items, indexing } = (await callOperation("listSimilarPapers", { params })) as {
      items: unknown[];
      indexing: unknown;
    };
    expect(items).toEqual([]);
    expect(indexing).toMatchObject({ meaning: 0 });
    await expect(callOperation("listSimilarPapers", { params: { id: "2699.99999" } })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
