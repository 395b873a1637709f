import { beforeEach, describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { everyonesFeed } from "@/lib/feeds/feed";
import { type Mix, plainMix } from "@/lib/feeds/for-you/mix";
import { forgetPool, getPool } from "@/lib/feeds/for-you/pool";
import { reasonWords } from "@/lib/feeds/for-you/sum-words";
import { type FeedItem, listFeed } from "@/lib/feeds/list-feed";
import { encodeModel } from "@/lib/feeds/taste/model";
import { priorHeat } from "@/lib/papers/heat";
import { upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";
import { packVector } from "@/lib/search/embedding/vectors";

withTestDb();

const announcedAt = new Date("2026-03-02T12:00:00Z");
const now = new Date("2026-03-03T12:00:00Z");
const keys = (items: FeedItem[]) => items.map((item) => item.key);
const reasonAt = (items: FeedItem[], i: number) => {
  const sum = items[i]?.sum;
  return sum && reasonWords(sum);
};
let me: Viewer;

/** The fields of made papers, each with a vector of its own. */
const fields = { robots: [1, 0, 0], proofs: [0, 1, 0], plasma: [0, 0, 1] } as const;
type Field = keyof typeof fields;

async function makePapers(field: Field, count: number, heat: (i: number) => number): Promise<string[]> {
  const made: string[] = [];
  const { vector, scale } = packVector(Float32Array.from(fields[field]));
  for (let i = 0; i < count; i++) {
    const paper = await makePaper({
      topics: [`${field}.X`],
      authorSlugs: [`${field}-author-${i}`],
      heat: priorHeat(announcedAt) + heat(i),
      enrichment: { create: { paperUpdatedAt: now, model: "test", vector: Buffer.from(vector), scale } },
    });
    made.push(paper.key);
  }
  return made;
}

async function likes(viewer: Viewer, field: Field, strength = 2): Promise<void> {
  const dense = Float32Array.from(fields[field], (one) => strength * (2 * one - 1));
  const model = encodeModel({ embedder: "test", bias: 0, dense, terms: new Float32Array(65_536) });
  await getDb().interest.create({ data: { userId: viewer.id, name: field, model } });
}

async function mine(
  options: { mix?: Partial<Mix>; after?: string; limit?: number; skip?: number; now?: Date } = {},
) {
  const { mix, ...rest } = options;
  const feed = { kind: "own", mix: { ...plainMix, ...mix } } as const;
  return listFeed(feed, { viewer: me, now, ...rest });
}

beforeEach(async () => {
  await getDb().$executeRaw`TRUNCATE papers, users CASCADE`;
  forgetPool();
  me = await makePerson();
});

describe("a reader's own page", () => {
  it("equals everyone's page for a reader without signals", async () => {
    await makePapers("robots", 12, (i) => i / 2);
    const everyone = await listFeed(everyonesFeed, { viewer: null, now });
    const { items } = await mine();
    expect(keys(items)).toEqual(keys(everyone.items));
    expect(items.every(({ sum }) => sum?.reason.kind === "trending" && sum.placement === "score")).toBe(true);
  });

  it("equals everyone's page even if heats differ by less than what is shown", async () => {
    await makePapers("robots", 12, (i) => 2 - i / 1000);
    const everyone = await listFeed(everyonesFeed, { viewer: null, now });
    expect(keys((await mine()).items)).toEqual(keys(everyone.items));
  });

  it("lifts followed papers, and says so", async () => {
    await makePapers("robots", 5, () => 2);
    const [proof = ""] = await makePapers("proofs", 1, () => 1.5);
    await getDb().follow.create({ data: { userId: me.id, kind: "topic", ref: "proofs.X", label: "Proofs" } });
    const { items } = await mine();
    expect(items[0]?.key).toBe(proof);
    expect(reasonAt(items, 0)).toBe("You follow proofs.X");
  });

  it("shows both of two distant interests at the top", async () => {
    await makePapers("robots", 40, (i) => 3 + i / 20);
    const proofs = await makePapers("proofs", 10, (i) => i / 10);
    const plasma = await makePapers("plasma", 10, (i) => i / 10);
    await likes(me, "proofs", 4);
    await likes(me, "plasma", 4);
    const top = keys((await mine({ limit: 10 })).items);
    expect(top.some((key) => proofs.includes(key))).toBe(true);
    expect(top.some((key) => plasma.includes(key))).toBe(true);
  });

  it("pins the best paper of an interest that would be missing, and says so", async () => {
    await makePapers("robots", 60, (i) => 9 + i / 20);
    const proofs = await makePapers("proofs", 5, (i) => 1 + i / 10);
    const plasma = await makePapers("plasma", 5, (i) => i / 10);
    for (const field of ["robots", "proofs", "plasma"] as const) await likes(me, field);
    const { items, next } = await mine({ limit: 20 });
    expect(items[9]).toMatchObject({ key: proofs.at(-1) });
    expect(items[11]).toMatchObject({ key: plasma.at(-1), sum: { placement: "pinned" } });
    expect(reasonAt(items, 11)).toBe(
      "16× for your interest “plasma”, of which little would be here otherwise",
    );
    const rest = await mine({ limit: 60, after: next ?? "" });
    expect(new Set(keys([...items, ...rest.items])).size).toBe(70);
  });

  it("has a wild card in every tenth slot, from outside the reader's interests and follows, the same one when read again", async () => {
    await makePapers("robots", 60, (i) => 3 + i / 20);
    await makePapers("proofs", 60, (i) => i / 20);
    await getDb().follow.create({ data: { userId: me.id, kind: "topic", ref: "robots.X", label: "Robots" } });
    const { items } = await mine();
    const isWild = ({ sum }: FeedItem) => sum?.placement === "wild-card";
    const wild = items.filter(isWild);
    expect(wild.map(({ rank }) => rank)).toEqual([7, 17, 27, 37, 47]);
    expect(wild.every(({ topics }) => topics[0] === "proofs.X")).toBe(true);
    expect(reasonAt(wild, 0)).toBe("A wild card: hot in proofs.X, which you do not follow");
    expect(keys((await mine()).items)).toEqual(keys(items));
    expect((await mine({ mix: { exploration: 0 } })).items.some(isWild)).toBe(false);
  });

  it("shows parts that add up to the score", async () => {
    await makePapers("robots", 30, (i) => i / 7);
    await makePapers("proofs", 30, (i) => i / 9);
    await likes(me, "proofs");
    const { items } = await mine({ mix: { trend: 0.7, taste: 1.3, freshness: 0.5, discussion: 2 } });
    expect(items).toHaveLength(50);
    for (const { sum } of items) {
      const total = sum?.parts.reduce((all, { heat }) => all + Math.round(heat * 100), 0);
      expect(total).toBe(Math.round((sum?.score ?? 0) * 100));
    }
  });

  it("pages through every paper once, for any page size, even if people vote meanwhile", async () => {
    await makePapers("robots", 40, (i) => (i % 9) / 3);
    await makePapers("proofs", 40, (i) => (i % 7) / 3);
    await likes(me, "proofs");
    const paged: string[] = [];
    for (let after: string | undefined, page = 0; page < 30; page++) {
      const { items, next } = await mine({
        limit: 7,
        ...(after && { after }),
        now: plus(now, { minutes: page }),
      });
      expect(items[0]?.rank).toBe(paged.length + 1);
      paged.push(...keys(items));
      if (!next) break;
      await upvotePaper(await makePerson(), paged.at(-1) ?? "", now);
      after = next;
    }
    expect(new Set(paged).size).toBe(80);
    expect(paged).toHaveLength(80);
  });

  it("repeats no paper and leaves none out if the reader is retrained while they page", async () => {
    const made = [
      ...(await makePapers("robots", 40, (i) => 1 + i / 9)),
      ...(await makePapers("proofs", 40, (i) => i / 9)),
      ...(await makePapers("plasma", 40, (i) => i / 9)),
    ];
    await likes(me, "proofs", 4);
    const first = await mine({ limit: 30 });
    await getDb().interest.deleteMany();
    await likes(me, "plasma", 4);
    const second = await mine({ limit: 30, after: first.next ?? "" });
    expect(second.items[0]).toMatchObject({ rank: 31, topics: ["plasma.X"] });
    await getDb().interest.deleteMany();
    await likes(me, "robots", 4);
    const rest = await mine({ limit: 60, after: second.next ?? "" });
    const paged = keys([...first.items, ...second.items, ...rest.items]);
    expect([paged.length, rest.next]).toEqual([made.length, null]);
    expect(paged.sort()).toEqual(made.sort());
  });

  it("skips slots for programs that count pages, and continues after them", async () => {
    await makePapers("robots", 40, (i) => i / 9);
    const whole = keys((await mine({ limit: 40 })).items);
    const third = await mine({ limit: 5, skip: 10 });
    expect([keys(third.items), third.items[0]?.rank]).toEqual([whole.slice(10, 15), 11]);
    const next = await mine({ limit: 40, after: third.next ?? "" });
    expect([keys(next.items), next.next]).toEqual([whole.slice(15), null]);
  });
});

it("shows the first papers of a new hub at once, even if the pool was empty before", async () => {
  forgetPool();
  await getDb().paper.deleteMany();
  expect((await getPool()).papers.size).toBe(0);
  const { id } = await makePaper();
  expect([...(await getPool()).papers.keys()]).toEqual([id]);
});
