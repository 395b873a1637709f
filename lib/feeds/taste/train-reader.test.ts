import { beforeAll, describe, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { makePaperOf, vectorOf } from "@/e2e/support/made-taste";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { decodeModel, logOdds, tasteOf } from "@/lib/feeds/taste/model";
import { forgetReferencePapers, getReferencePapers } from "@/lib/feeds/taste/reference-papers";
import { trainDueReaders } from "@/lib/feeds/taste/train-due";
import { trainReader } from "@/lib/feeds/taste/train-reader";
import { savePaper, unsavePaper } from "@/lib/papers/saves";
import { takeBackUpvote, upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";
import { packVector } from "@/lib/search/embedding/vectors";

withTestDb();

type Made = Awaited<ReturnType<typeof makePaperOf>>;

const fields = ["plasma", "poetry", "proteins", "robots", "taxes", "whales"];
const papers = new Map<string, Made[]>();
const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 12, minute));
const of = (field: string) => papers.get(field) ?? [];
const signal = new AbortController().signal;

beforeAll(async () => {
  for (const field of fields) {
    const made = [];
    for (let i = 0; i < 14; i++) made.push(await makePaperOf(field, i));
    papers.set(field, made);
  }
});

async function readerOf(...liked: Made[][]): Promise<Viewer> {
  const viewer = await makePerson();
  for (const { key } of liked.flat()) await upvotePaper(viewer, key, at(0));
  return viewer;
}

function interestsOf({ id }: Viewer) {
  return getDb().interest.findMany({
    where: { userId: id },
    include: { papers: { orderBy: { paperId: "asc" } } },
    orderBy: { id: "asc" },
  });
}

async function modelsOf(viewer: Viewer) {
  return (await interestsOf(viewer)).flatMap(({ id, model }) => {
    const decoded = model && decodeModel(model);
    return decoded ? [{ interestId: id, ...decoded }] : [];
  });
}

async function heatOf(viewer: Viewer, field: string, seed: number): Promise<number> {
  const { vector, scale } = packVector(vectorOf(field, `${seed}`));
  const features = { model: "made", vector: new Int8Array(vector.buffer), scale, terms: new Uint8Array() };
  return tasteOf(await modelsOf(viewer), features)?.heat ?? 0;
}

describe("a reader's taste", () => {
  it("is empty for somebody who liked nothing", async () => {
    const viewer = await makePerson();
    expect(await trainReader(viewer.id, at(1))).toEqual({ kept: true, shown: 0, interests: 0 });
    expect(await interestsOf(viewer)).toEqual([]);
  });

  it("likes what is like the one paper that was upvoted", async () => {
    const viewer = await readerOf(of("whales").slice(0, 1));
    await trainReader(viewer.id, at(1));
    expect(await heatOf(viewer, "whales", 99)).toBeGreaterThan((await heatOf(viewer, "taxes", 99)) + 0.3);
  });

  it("separates two distant fields into two interests, and likes new papers of both", async () => {
    const viewer = await readerOf(of("plasma").slice(0, 8), of("poetry").slice(0, 6));
    await trainReader(viewer.id, at(1));
    const [larger, smaller] = await interestsOf(viewer);
    expect([larger?.name, smaller?.name]).toEqual(["plasma methods", "poetry methods"]);
    expect(larger?.papers.map(({ paperId }) => paperId)).toEqual(
      of("plasma")
        .slice(0, 8)
        .map(({ id }) => id),
    );
    const plasma = await heatOf(viewer, "plasma", 99);
    const poetry = await heatOf(viewer, "poetry", 99);
    const rest = [];
    for (const field of ["taxes", "robots", "whales"]) rest.push(await heatOf(viewer, field, 99));
    expect(Math.min(plasma, poetry)).toBeGreaterThan(Math.max(...rest) + 0.3);
  });

  it("comes out the same from the same votes, and keeps its interests' ids", async () => {
    const viewer = await readerOf(of("plasma").slice(0, 6), of("robots").slice(0, 6));
    await trainReader(viewer.id, at(1));
    const before = await interestsOf(viewer);
    await trainReader(viewer.id, at(1));
    expect(await interestsOf(viewer)).toEqual(before);
    for (const { key } of of("plasma").slice(6, 9)) await upvotePaper(viewer, key, at(2));
    await trainReader(viewer.id, at(3));
    expect((await interestsOf(viewer)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });

  it("is learnt from saves, libraries, titles and 'more like this'; 'not for me' lowers it", async () => {
    const viewer = await makePerson();
    for (const { key } of of("taxes").slice(0, 3)) await savePaper(viewer, key, at(0));
    const rows = of("taxes")
      .slice(3, 6)
      .map(({ id }) => ({ userId: viewer.id, paperId: id, kind: "library" as const }));
    await getDb().signal.createMany({ data: rows.map((row) => ({ ...row, givenAt: at(0) })) });
    const { vector, scale } = packVector(vectorOf("taxes", "text"));
    const text = { text: "On taxes", model: "made", vector: new Uint8Array(vector), scale };
    await getDb().tasteText.create({ data: { userId: viewer.id, ...text, createdAt: at(0) } });
    expect(await trainReader(viewer.id, at(1))).toMatchObject({ shown: 7, interests: 1 });
    const before = await heatOf(viewer, "taxes", 99);
    expect(before).toBeGreaterThan(0.5);
    const less = of("taxes")
      .slice(6, 10)
      .map(({ id }) => ({ userId: viewer.id, paperId: id, kind: "less" as const }));
    await getDb().signal.createMany({ data: less.map((row) => ({ ...row, givenAt: at(1) })) });
    await trainReader(viewer.id, at(2));
    expect(await heatOf(viewer, "taxes", 99)).toBeLessThan(before);
  });

  it("forgets what was before a reset, and learns nothing while learning is off", async () => {
    const viewer = await readerOf(of("whales").slice(0, 4));
    await getDb().reader.create({ data: { userId: viewer.id, resetAt: at(5) } });
    expect(await trainReader(viewer.id, at(6))).toMatchObject({ shown: 0, interests: 0 });
    await getDb().reader.update({ where: { userId: viewer.id }, data: { resetAt: null, learns: false } });
    expect(await trainReader(viewer.id, at(7))).toMatchObject({ shown: 0, interests: 0 });
    expect(await interestsOf(viewer)).toEqual([]);
  });

  it("is saved once when several trainings run at the same time", async () => {
    const viewer = await readerOf(of("whales").slice(0, 4));
    const outcomes = await Promise.all([1, 2, 3].map((minute) => trainReader(viewer.id, at(minute))));
    expect(outcomes.filter(({ kept }) => kept).length).toBeGreaterThan(0);
    expect(await interestsOf(viewer)).toHaveLength(1);
  });

  it("weighs old votes less", async () => {
    const viewer = await makePerson();
    const longAgo = new Date("2024-03-01T00:00:00Z");
    for (const { key } of of("robots").slice(0, 5)) await upvotePaper(viewer, key, longAgo);
    for (const { key } of of("taxes").slice(0, 5)) await upvotePaper(viewer, key, at(0));
    await trainReader(viewer.id, at(1));
    expect(await heatOf(viewer, "robots", 99)).toBeLessThan(await heatOf(viewer, "taxes", 99));
  });
});

describe("what training keeps of an edited interest", () => {
  it("is its name, and papers put there", async () => {
    const viewer = await readerOf(of("plasma").slice(0, 5), of("poetry").slice(0, 5));
    const mine = await getDb().interest.create({
      data: {
        userId: viewer.id,
        name: "Stars",
        kept: true,
        papers: {
          create: [of("plasma")[0], of("taxes")[0]].map((one) => ({ paperId: one?.id ?? 0, kept: true })),
        },
      },
    });
    await trainReader(viewer.id, at(1));
    const all = await interestsOf(viewer);
    expect(all.map(({ name }) => name)).toEqual(["Stars", "poetry methods"]);
    const ids = all.find(({ id }) => id === mine.id)?.papers.map(({ paperId }) => paperId);
    expect(ids).toEqual(expect.arrayContaining([of("plasma")[4]?.id, of("taxes")[0]?.id]));
  });

  it("is its pause: it has no model, and its papers do not count elsewhere", async () => {
    const viewer = await readerOf(of("plasma").slice(0, 5), of("poetry").slice(0, 5));
    await trainReader(viewer.id, at(1));
    const where = { userId: viewer.id, name: "plasma methods" };
    await getDb().interest.updateMany({ where, data: { paused: true, kept: true } });
    const before = await heatOf(viewer, "plasma", 99);
    await trainReader(viewer.id, at(2));
    expect(await getDb().interest.findFirst({ where })).toMatchObject({ paused: true, model: null });
    expect(await heatOf(viewer, "plasma", 99)).toBeLessThan(before - 0.3);
  });
});

describe("readers who are due", () => {
  it("are those who did something since they were trained, including taking something back", async () => {
    await trainDueReaders({ now: at(10), signal });
    expect(await trainDueReaders({ now: at(12), signal })).toEqual({ trained: 0 });
    const a = await readerOf();
    const b = await readerOf();
    const c = await readerOf();
    const [first, second] = of("whales");
    await upvotePaper(a, first?.key ?? "", at(13));
    await savePaper(b, second?.key ?? "", at(13));
    await upvotePaper(await makePerson({ kind: "made_up" }), first?.key ?? "", at(13));
    await getDb().reader.create({ data: { userId: c.id, learns: false } });
    await upvotePaper(c, first?.key ?? "", at(13));
    expect(await trainDueReaders({ now: at(14), signal })).toEqual({ trained: 2 });
    expect(await interestsOf(a)).toHaveLength(1);
    await takeBackUpvote(a, first?.key ?? "", at(20));
    await unsavePaper(b, second?.key ?? "");
    expect(await trainDueReaders({ now: at(21), signal })).toEqual({ trained: 2 });
    expect(await interestsOf(a)).toEqual([]);
    expect(await interestsOf(b)).toEqual([]);
  });
});

it("everybody is due after the embedding model has changed", async () => {
  const viewer = await readerOf(of("whales").slice(0, 4));
  await trainReader(viewer.id, at(1));
  await trainDueReaders({ now: at(30), signal });
  await getDb().enrichment.updateMany({ data: { model: "another" } });
  forgetReferencePapers();
  expect((await trainDueReaders({ now: at(32), signal })).trained).toBeGreaterThan(1);
  expect((await modelsOf(viewer)).map(({ embedder }) => embedder)).toEqual(["another"]);
});

it("reference papers are a sample by one model, with their mean", async () => {
  const { papers: others, mean } = await getReferencePapers();
  expect(others).toHaveLength(84);
  expect(mean).toHaveLength(32);
  const model = { embedder: "made", bias: 0, dense: mean, terms: new Float32Array(65_536) };
  const sum = others.reduce((total, { features }) => total + logOdds(model, features), 0);
  expect(sum / 84).toBeCloseTo(
    mean.reduce((total, value) => total + value ** 2, 0),
    4,
  );
});
