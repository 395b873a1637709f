import { beforeAll, describe, expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { saveSetting } from "@/lib/base/settings";
import { plus } from "@/lib/base/time";
import { makeMaps, needsRedraw } from "@/lib/feeds/map/make-maps";
import { getMap } from "@/lib/feeds/map/map";
import { minOnMap, project } from "@/lib/feeds/map/project";
import { findRegions } from "@/lib/feeds/map/regions";
import { packVector } from "@/lib/search/embedding/vectors";

withTestDb();

const signal = new AbortController().signal;
const now = new Date("2026-03-03T12:00:00Z");
const draw = (at = now) => makeMaps({ now: at, timeZone: "UTC", signal });

/** A unit vector near one of two poles. */
function near(pole: number, step: number): Float32Array {
  const vector = new Float32Array(384).map((_, i) => Math.sin(step * 31 + i * 7) / 40);
  vector[pole] = 1;
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

async function makeDrawn(i: number, given = {}) {
  const paper = await makePaper({ topics: [i % 2 ? "cs.CL" : "cs.RO"], ...given });
  const { vector, scale } = packVector(near(i % 2, i));
  await getDb().enrichment.create({
    data: {
      paperId: paper.id,
      paperUpdatedAt: paper.updatedAt,
      model: "m",
      vector: Buffer.from(vector),
      scale,
      keywords: [i % 2 ? "language models" : "robot arms", "benchmark"],
    },
  });
  return paper;
}

describe("project", () => {
  const vectors = Array.from({ length: 60 }, (_, i) => near(i % 2, i));

  it("places similar papers together, inside the unit square, and always the same", async () => {
    const points = await project(vectors, signal);
    expect(points.every(({ x, y }) => x >= 0 && x <= 1 && y >= 0 && y <= 1)).toBe(true);
    const centroid = (rest: number) => {
      const own = points.filter((_, i) => i % 2 === rest);
      const mean = (side: "x" | "y") => own.reduce((sum, point) => sum + point[side], 0) / own.length;
      return { x: mean("x"), y: mean("y"), own };
    };
    const even = centroid(0);
    const odd = centroid(1);
    const apart = Math.hypot(even.x - odd.x, even.y - odd.y);
    const within =
      even.own.map(({ x, y }) => Math.hypot(x - even.x, y - even.y)).sort((a, b) => a - b)[15] ?? 1;
    expect(apart).toBeGreaterThan(2 * within);
    expect(await project(vectors, signal)).toEqual(points);
  });

  it("works with few vectors and with equal ones, and stops when the signal is aborted", async () => {
    expect(await project(vectors.slice(0, minOnMap), signal)).toHaveLength(minOnMap);
    const same = await project(
      Array.from({ length: 20 }, () => near(0, 1)),
      signal,
    );
    expect(same.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
    const many = Array.from({ length: 400 }, (_, i) => near(i % 2, i));
    await expect(project(many, AbortSignal.abort())).rejects.toThrow();
  });
});

describe("a map is redrawn", () => {
  const last = { at: "2026-03-03T00:00:00Z", model: "m" };
  const counts = (papers: number, changed: number, shown = papers) => ({ papers, shown, changed });
  const old = { at: "2026-03-02T00:00:00Z", model: "m" };
  const fresh = { at: "2026-03-03T11:55:00Z", model: "m" };
  it.each([
    ["where there is none", counts(100, 100, 0), null, "m", true],
    ["not where there are no papers", counts(0, 0), null, "m", false],
    ["not for the same papers", counts(100, 0), last, "m", false],
    ["not for one of a hundred", counts(100, 1), last, "m", false],
    ["for three of a hundred", counts(100, 3), last, "m", true],
    ["for twenty of two thousand", counts(2000, 20), last, "m", true],
    ["for one after a day", counts(100, 1), old, "m", true],
    ["not for none after a day", counts(100, 0), old, "m", false],
    ["for another model", counts(100, 0), last, "n", true],
    ["not for many within ten minutes", counts(150, 60, 100), fresh, "m", false],
    ["for twice as many at once", counts(200, 100, 100), fresh, "m", true],
  ])("%s", (_, given, last, model, due) => expect(needsRedraw(given, last, model, now)).toBe(due));
});

describe("maps", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    for (let i = 0; i < 70; i++) await makeDrawn(i, { heat: i });
  });

  it("are drawn once for each window, and read with topics and names", async () => {
    expect(await draw()).toEqual([
      { window: "week", papers: 70 },
      { window: "month", papers: 70 },
      { window: "all", papers: 70 },
    ]);
    expect(await draw()).toEqual([]);
    const map = await getMap("week");
    expect(map.dots).toHaveLength(70);
    expect(map.dots[0]?.heat).toBe(69);
    expect(map.topics).toEqual([
      { topic: "cs.CL", papers: 35 },
      { topic: "cs.RO", papers: 35 },
    ]);
    expect(map.regions.map(({ label }) => label).sort()).toEqual(["language models", "robot arms"]);
  });

  it("lose hidden papers at once, and are redrawn when papers have changed", async () => {
    const first = await getDb().paper.findFirstOrThrow({ orderBy: { heat: "desc" } });
    await getDb().paper.update({ where: { id: first.id }, data: { status: "hidden" } });
    expect((await getMap("week")).dots).toHaveLength(69);
    const soon = plus(now, { minutes: 11 });
    expect(await draw(soon)).toEqual([]);
    await makeDrawn(71);
    expect(await draw()).toEqual([]);
    expect(await draw(soon)).toHaveLength(3);
    expect(await getDb().mapPoint.count({ where: { window: "week", paperId: first.id } })).toBe(0);
  });

  it("are emptied when their window has too few papers", async () => {
    const later = new Date("2026-03-20T12:00:00Z");
    expect(await draw(later)).toEqual([{ window: "week", papers: 0 }]);
    expect(await getMap("week")).toMatchObject({ dots: [], possible: true });
    expect(await draw(later)).toEqual([]);
    await saveSetting("search-sweep", { at: now.toISOString(), model: null });
    expect(await getMap("week")).toMatchObject({ dots: [], possible: false });
    expect(await getMap("all")).toMatchObject({ possible: true });
  });
});

describe("regions", () => {
  it("need enough papers that share something of their own", () => {
    const dot = (x: number, keyword: string) => ({ x, y: x, keywords: [keyword] });
    expect(findRegions([])).toEqual([]);
    expect(findRegions([dot(0, "a"), dot(1, "b")])).toEqual([]);
    const alike = Array.from({ length: 90 }, (_, i) => dot(i / 90, "everywhere the same"));
    expect(findRegions(alike)).toEqual([]);
  });
});
