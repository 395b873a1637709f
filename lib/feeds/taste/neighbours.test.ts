import { beforeAll, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { makePaperOf } from "@/e2e/support/made-taste";
import { asAnotherProcess, withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { getReader } from "@/lib/feeds/for-you/reader";
import { minLikes, minNeighbours } from "@/lib/feeds/taste/collaborative";
import { findNeighbours, indexProfiles, nearness, profileOf } from "@/lib/feeds/taste/neighbours";
import { changeReaderSettings, resetTaste } from "@/lib/feeds/taste/taste-settings";
import { upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";
import { packTerms } from "@/lib/search/keywords/tf-idf";

withTestDb();

const now = new Date("2026-03-10T12:00:00Z");
const signal = new AbortController().signal;
const fields: Record<string, { id: number; key: string }[]> = { whales: [], taxes: [] };

beforeAll(async () => {
  for (const [field, papers] of Object.entries(fields))
    for (let i = 0; i < 16; i++) papers.push(await makePaperOf(field, `${field} ${i}`));
});

async function reader(field: string, from: number, count = minLikes, at = now): Promise<Viewer> {
  const viewer = await makePerson();
  for (const { key } of fields[field]?.slice(from, from + count) ?? []) await upvotePaper(viewer, key, at);
  return viewer;
}

async function crowd(field: string, from: number, count = minNeighbours): Promise<Viewer[]> {
  const viewers = [];
  for (let i = 0; i < count; i++) viewers.push(await reader(field, from));
  return viewers;
}

async function found(viewer: Viewer): Promise<number[]> {
  return [...(await getReader(viewer, now)).collaborative.keys()].sort((a, b) => a - b);
}

const idsOf = (field: string, from: number, count = minLikes) =>
  fields[field]?.slice(from, from + count).map(({ id }) => id);

it("finds what readers with similar words liked, without papers in common, but not if so few neighbours would be revealed", async () => {
  const one = await reader("whales", 0);
  const [other] = await crowd("whales", 5, minNeighbours - 1);
  await reader("taxes", 0);
  expect(await findNeighbours({ now, signal })).toEqual({ readers: minNeighbours + 1 });
  expect(await found(one)).toEqual([]);
  await reader("whales", 5);
  for (let i = 0; i < 2; i++) {
    await findNeighbours({ now, signal });
    expect(await found(one)).toEqual(idsOf("whales", 5));
    expect(other && (await found(other))).toEqual(idsOf("whales", 0));
  }
});

it("leaves out readers who like few papers, old likes, and what the reader likes already", async () => {
  const few = await reader("whales", 10, minLikes - 1);
  await reader("whales", 10, minLikes, new Date("2026-01-10"));
  const all = await reader("whales", 0, 10);
  await findNeighbours({ now, signal });
  expect(await found(few)).toEqual([]);
  expect(await found(all)).toEqual([]);
});

it("counts a paper for more where nearer readers like it, and less where many like it anyway", async () => {
  const viewer = await reader("taxes", 0);
  await crowd("taxes", 5);
  const both = [...(fields.taxes ?? []).slice(10, 13), ...(fields.whales ?? []).slice(10, 13)];
  for (let i = 0; i < minNeighbours; i++) {
    const other = await makePerson();
    for (const { key } of both) await upvotePaper(other, key, now);
  }
  await findNeighbours({ now, signal });
  const { collaborative } = await getReader(viewer, now);
  const weight = (field: string, place: number) => collaborative.get(fields[field]?.[place]?.id ?? 0) ?? 0;
  expect(weight("taxes", 5)).toBeGreaterThan(weight("taxes", 10));
  expect(weight("taxes", 10)).toBeGreaterThan(0);
  const before = weight("taxes", 10);
  for (let i = 0; i < 6; i++) await upvotePaper(await makePerson(), fields.taxes?.[10]?.key ?? "", now);
  await findNeighbours({ now, signal });
  expect((await getReader(viewer, now)).collaborative.get(fields.taxes?.[10]?.id ?? 0)).toBeLessThan(before);
});

it("leaves out readers who turned learning off, and forgets on a reset", async () => {
  const viewer = await reader("whales", 0);
  const other = await reader("whales", 10);
  const kept = [viewer, other, ...(await crowd("whales", 5))].map(({ id }) => id);
  await getDb().vote.deleteMany({ where: { userId: { notIn: kept } } });
  await findNeighbours({ now, signal });
  expect(await found(viewer)).toEqual(idsOf("whales", 5, 2 * minLikes));
  await changeReaderSettings(other, { learns: false }, now);
  await findNeighbours({ now, signal });
  expect(await found(viewer)).toEqual(idsOf("whales", 5));
  expect(await found(other)).toEqual([]);
  await resetTaste(viewer, now);
  expect(await found(viewer)).toEqual([]);
});

it("lets readers reset their taste and leave while it runs, and saves nothing for them", async () => {
  const viewer = await reader("whales", 0);
  const leaver = await reader("whales", 0);
  await findNeighbours({ now, signal });
  expect(await found(viewer)).toEqual(idsOf("whales", 5));
  const onFound = () =>
    asAnotherProcess(async () => {
      await resetTaste(viewer, new Date(now.getTime() + 1));
      await getDb().user.delete({ where: { id: leaver.id } });
    });
  await findNeighbours({ now, signal, onFound });
  expect(await found(viewer)).toEqual([]);
});

it("keeps the old papers when it is stopped", async () => {
  const viewer = await reader("whales", 0);
  await findNeighbours({ now, signal });
  const before = await found(viewer);
  expect(before.length).toBeGreaterThan(0);
  await expect(findNeighbours({ now, signal: AbortSignal.abort() })).rejects.toThrow("half-way");
  expect(await found(viewer)).toEqual(before);
});

const words = (...slots: number[]) => packTerms(slots.map((slot) => ({ slot, weight: 0.5 })));

it("sums the words of somebody's papers to a profile of unit length", () => {
  const { slots, weights } = profileOf([words(7, 300), words(300)]);
  expect([...slots]).toEqual([300, 7]);
  expect(weights[0]).toBeCloseTo(2 / Math.sqrt(5), 5);
  expect(Math.hypot(...weights)).toBeCloseTo(1, 5);
});

it("keeps only the heaviest words", () => {
  const many = Array.from({ length: 500 }, (_, slot) => slot);
  const { slots } = profileOf([words(...many), words(...many.slice(450))]);
  expect(slots.length).toBe(400);
  expect([...slots.slice(0, 50)]).toEqual(many.slice(450));
});

it("computes the cosine with each profile", () => {
  const profiles = [profileOf([words(1, 2)]), profileOf([words(2, 65_535)]), profileOf([words(9)])];
  const near = nearness(indexProfiles(profiles), profileOf([words(1, 2)]));
  expect([...near].map((x) => Math.round(x * 100) / 100)).toEqual([1, 0.5, 0]);
});

it("has an empty profile for somebody who likes nothing", () => {
  const nobody = profileOf([]);
  expect([...nearness(indexProfiles([nobody]), nobody)]).toEqual([0]);
});
