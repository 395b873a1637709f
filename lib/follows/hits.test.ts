import { rmSync } from "node:fs";
import { afterAll, expect, it, vi } from "vitest";
import { makeHubDir } from "@/e2e/support/hub-dir";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { follow } from "@/lib/follows/follows";
import { findHits } from "@/lib/follows/hits";
import type { NewFollow } from "@/lib/follows/schema";
import { enrichPapers } from "@/lib/search/enrich";

vi.mock("@/lib/search/recent-matches", async (load) => {
  const real = await load<typeof import("@/lib/search/recent-matches")>();
  const findRecent: typeof real.findRecent = async (request, ...rest) => {
    if (request.q.startsWith("broken")) throw new Error("cannot be looked up");
    return real.findRecent(request, ...rest);
  };
  return { ...real, findRecent };
});
withTestDb();

const dir = makeHubDir("hits");
amendConfig({ QUIRE_DIR: dir, LOG_LEVEL: "silent" });
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const at = (minutes: number) => plus(new Date(Date.UTC(2026, 2, 10, 12)), { minutes });
const days = 24 * 60;
const signal = new AbortController().signal;
const look = (minutes: number) => findHits({ now: at(minutes), signal });
const index = (minutes: number) => enrichPapers({ now: at(minutes), signal });
const come = (minutes: number, title: string, abstract = title) =>
  makePaper({ title, abstract, createdAt: at(minutes), announcedAt: at(minutes), updatedAt: at(minutes) });

const hitsOf = async (followId: number) => {
  const hits = await getDb().followHit.findMany({
    where: { followId },
    select: { paper: { select: { title: true } } },
  });
  return hits.map(({ paper }) => paper.title).sort();
};

it("finds new papers for followed searches and texts, once they are searchable, and each paper once", {
  timeout: 90_000,
}, async () => {
  const viewer = await makePerson();
  const other = await makePerson();
  await come(-20 * days, "Kittens of long ago play");
  await come(-2 * days, "How kittens play with yarn");
  await come(-2 * days, "Sleep in small mammals");
  await come(-1 * days, "Interest rates and bonds");
  expect(await look(0)).toEqual({ looked: 0, found: 0 });
  await index(1);
  const add = async (who: typeof viewer, given: NewFollow) => (await follow(who, given, at(2))).id;
  const search = await add(viewer, { kind: "search", ref: "q=playing+kittens" });
  const same = await add(other, { kind: "search", ref: "q=playing+kittens" });
  const marked = await add(viewer, { kind: "search", ref: "q=ti%3Asleep" });
  const text = await add(viewer, {
    kind: "text",
    ref: "A small cat plays with a ball of yarn: how young cats play with toys.",
  });
  expect((await look(3)).looked).toBe(3);
  for (const id of [search, same]) expect(await hitsOf(id)).toEqual(["How kittens play with yarn"]);
  expect(await hitsOf(marked)).toEqual(["Sleep in small mammals"]);
  expect(await hitsOf(text)).toEqual(["How kittens play with yarn"]);
  expect(await look(4)).toEqual({ looked: 0, found: 0 });

  // Found only once it is searchable.
  await come(10, "Kittens at play");
  expect(await look(11)).toEqual({ looked: 0, found: 0 });
  await index(12);
  await look(13);
  expect(await hitsOf(search)).toEqual(["How kittens play with yarn", "Kittens at play"]);
  await getDb().follow.updateMany({ data: { foundUntil: at(-3 * days) } });
  expect(await look(14)).toEqual({ looked: 3, found: 0 });
});

it("runs every search, even if many others always fail", { timeout: 90_000 }, async () => {
  await getDb().follow.deleteMany();
  const viewer = await makePerson();
  const other = await makePerson();
  await come(30, "Kittens in spring");
  await index(31);
  const broken = { userId: other.id, kind: "search" as const, label: "", foundUntil: at(-30 * days) };
  await getDb().follow.createMany({
    data: Array.from({ length: 600 }, (_, i) => ({ ...broken, ref: `q=broken${i}` })),
  });
  const { id } = await follow(viewer, { kind: "search", ref: "q=ti%3Aspring" }, at(32));
  expect(await look(33)).toEqual({ looked: 500, found: 0 });
  expect(await look(34)).toEqual({ looked: 500, found: 1 });
  expect(await hitsOf(id)).toEqual(["Kittens in spring"]);
});
