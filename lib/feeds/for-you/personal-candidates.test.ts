import { beforeEach, describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plainMix } from "@/lib/feeds/for-you/mix";
import { listPersonalCandidates } from "@/lib/feeds/for-you/personal-candidates";
import { forgetPool, getPool, indexRefs, type Pool, type PoolPaper } from "@/lib/feeds/for-you/pool";
import { getReader } from "@/lib/feeds/for-you/reader";
import { reasonWords } from "@/lib/feeds/for-you/sum-words";
import { listFeed } from "@/lib/feeds/list-feed";
import { upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";
import type { FollowKind } from "@/prisma/generated/enums";

withTestDb();

const now = new Date("2026-03-03T12:00:00Z");
const emptyPool = (): Pool => ({ papers: new Map(), refs: indexRefs([]), near: new Map(), madeAt: 0 });
let me: Viewer;

const follow = (kind: FollowKind, ref: string) =>
  getDb().follow.create({ data: { userId: me.id, kind, ref, label: ref } });
const find = async (pool = emptyPool()) => listPersonalCandidates(await getReader(me, now), pool, now);
const reasonOf = async (key: string) => {
  const { items } = await listFeed({ kind: "own", mix: plainMix }, { viewer: me, now });
  const sum = items.find((item) => item.key === key)?.sum;
  return sum && reasonWords(sum);
};

beforeEach(async () => {
  await getDb().$executeRaw`TRUNCATE papers, users CASCADE`;
  forgetPool();
  me = await makePerson();
});

describe("candidates from a reader's follows", () => {
  it("are none without follows, and then need no query", async () => {
    expect(await find()).toEqual({ found: new Map(), others: [] });
  });

  it("are recent papers by authors and people, even outside the pool", async () => {
    const person = await makePerson({ username: "carol" });
    const by = await makePaper({ authorSlugs: ["grace-hopper"] });
    const brought = await makePaper({ submitterId: person.id });
    await makePaper({ authorSlugs: ["grace-hopper"], announcedAt: new Date("2026-01-02T12:00:00Z") });
    await follow("author", "grace-hopper");
    await follow("person", "carol");
    const { others } = await find();
    expect(others.map(({ id }) => id).sort()).toEqual([by.id, brought.id]);
    expect((await find(await getPool())).others).toEqual([]);
    expect(await reasonOf(brought.key)).toBe("Brought by carol, whom you follow");
  });

  it("are recent papers of organisations, with the organisation as their reason", async () => {
    const lab = { organization: "A Lab", organizationSlug: "a-lab" };
    const paper = await makePaper(lab);
    await makePaper({ ...lab, announcedAt: new Date("2026-01-02T12:00:00Z") });
    await makePaper();
    const { id } = await follow("organization", "a-lab");
    expect((await find()).others.map((one) => one.id)).toEqual([paper.id]);
    const { items } = await listFeed({ kind: "own", mix: plainMix }, { viewer: me, now });
    const parts = items.find(({ key }) => key === paper.key)?.sum?.parts;
    expect(parts).toContainEqual(
      expect.objectContaining({
        kind: "follow",
        follow: expect.objectContaining({ kind: "organization", id }),
      }),
    );
    expect(await reasonOf(paper.key)).toBe("From a-lab, which you follow");
  });

  it("include papers upvoted by followed people, with their number only, and not if there are few", async () => {
    const names = ["a1", "a2", "a3", "a4", "a5"];
    const people = await Promise.all(names.map((username) => makePerson({ username })));
    const three = await makePaper();
    const two = await makePaper();
    for (const person of people.slice(0, 3)) await upvotePaper(person, three.key, now);
    for (const person of people.slice(0, 2)) await upvotePaper(person, two.key, now);
    for (const name of names.slice(0, 4)) await follow("person", name);
    expect((await find()).found).toEqual(new Map());
    await follow("person", "a5");
    expect((await find()).found.get(three.id)).toMatchObject({ people: 3 });
    expect((await find()).found.has(two.id)).toBe(false);
    expect(await reasonOf(three.key)).toBe("3 people you follow upvoted");
    expect(await reasonOf(two.key)).toBe("Trending with everyone");
  });

  it("include what followed searches and texts found", async () => {
    const paper = await makePaper();
    const { id: followId } = await follow("search", "agents");
    await getDb().followHit.create({ data: { followId, paperId: paper.id, foundAt: now } });
    expect(await reasonOf(paper.key)).toBe("Found by your search “agents”");
  });

  it("include what readers of the same papers like", async () => {
    const liked = await makePaper();
    const other = await makePaper();
    await upvotePaper(me, liked.key, now);
    await getDb().coVote.create({ data: { paperId: liked.id, otherId: other.id, weight: 1 } });
    expect((await find()).others.map(({ id }) => id)).toEqual([other.id]);
    expect(await reasonOf(other.key)).toBe("Liked by readers like you");
  });
});

describe("a paper outside the pool", () => {
  it("is read once for all readers while the pool lasts, and is a candidate for each of them", async () => {
    const by = await makePaper({ authorSlugs: ["grace-hopper"], title: "First" });
    const old = await makePaper({
      authorSlugs: ["grace-hopper"],
      announcedAt: new Date("2026-02-10T12:00:00Z"),
    });
    const hit = await makePaper();
    await follow("author", "grace-hopper");
    const { id: followId } = await follow("search", "agents");
    await getDb().followHit.create({ data: { followId, paperId: hit.id, foundAt: now } });
    const pool = emptyPool();
    const first = await find(pool);
    expect(first.others.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([by.id, hit.id]);
    pool.near.set(old.id, { ...(first.others[0] as PoolPaper), id: old.id, announcedAt: old.announcedAt });
    await getDb().paper.update({ where: { id: by.id }, data: { title: "Second" } });
    const again = await find(pool);
    expect(again.others.toSorted((a, b) => a.id - b.id)).toEqual(
      first.others.toSorted((a, b) => a.id - b.id),
    );
    expect(again.found).toEqual(first.found);
    expect(again.found.get(hit.id)?.follows).toMatchObject([{ ref: "agents" }]);
  });
});

describe("what a reader has muted or turned down", () => {
  it("is not a candidate", async () => {
    const papers = [
      await makePaper({ topics: ["cs.CV"] }),
      await makePaper({ title: "A survey of surveys" }),
      await makePaper(),
      await makePaper(),
    ];
    await getDb().mute.createMany({
      data: [
        { userId: me.id, kind: "topic", ref: "cs.CV", label: "" },
        { userId: me.id, kind: "word", ref: "survey", label: "" },
      ],
    });
    await getDb().signal.create({ data: { userId: me.id, paperId: papers[2]?.id ?? 0, kind: "less" } });
    const { items } = await listFeed({ kind: "own", mix: plainMix }, { viewer: me, now });
    expect(items.map(({ id }) => id)).toEqual([papers[3]?.id]);
  });

  it("sinks together with other papers of the author, if the author was the reason", async () => {
    const declined = await makePaper({ authorSlugs: ["x"] });
    const same = await makePaper({ authorSlugs: ["y", "x"] });
    const why = { kind: "less", why: "author" } as const;
    await getDb().signal.create({ data: { userId: me.id, paperId: declined.id, ...why } });
    const { items } = await listFeed({ kind: "own", mix: plainMix }, { viewer: me, now });
    expect(items.find(({ id }) => id === same.id)?.sum?.parts).toContainEqual(
      expect.objectContaining({ kind: "declined-author", heat: -2 }),
    );
  });
});
