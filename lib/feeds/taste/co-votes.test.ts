import { beforeAll, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { countCoVotes } from "@/lib/feeds/taste/co-votes";
import { collaborativeHeat, maxCollaborativeHeat, minLikers } from "@/lib/feeds/taste/collaborative";
import { savePaper } from "@/lib/papers/saves";
import { takeBackUpvote, upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

const now = new Date("2026-03-10T12:00:00Z");
const signal = new AbortController().signal;
const ids = new Map<string, number>();
const keys = new Map<string, string>();

beforeAll(async () => {
  for (const name of ["a", "b", "c", "rare", "fame", "known", "only", "x", "y"]) {
    const { id, key } = await makePaper({ title: name });
    ids.set(name, id);
    keys.set(name, key);
  }
});

async function likers(
  count: number,
  names: string[],
  kind: "person" | "made_up" = "person",
): Promise<Viewer[]> {
  const made = [];
  for (let i = 0; i < count; i++) {
    const viewer = await makePerson({ kind });
    for (const name of names) await upvotePaper(viewer, keys.get(name) ?? "", now);
    made.push(viewer);
  }
  return made;
}

async function weight(from: string, to: string): Promise<number> {
  const where = { paperId_otherId: { paperId: ids.get(from) ?? 0, otherId: ids.get(to) ?? 0 } };
  return (await getDb().coVote.findUnique({ where }))?.weight ?? 0;
}

it("counts papers liked together, in both directions, beyond what chance explains", async () => {
  await likers(4, ["a", "b"]);
  await likers(1, ["a", "c"]);
  await likers(5, ["fame"]);
  const { readers } = await countCoVotes({ now, signal });
  expect(readers).toBe(10);
  expect(await weight("a", "b")).toBeGreaterThan((await weight("a", "c")) + 0.1);
  expect(await weight("b", "a")).toBeCloseTo(await weight("a", "b"), 5);
  expect(await weight("a", "fame")).toBe(0);
  await countCoVotes({ now, signal });
  expect(await weight("b", "a")).toBeCloseTo(await weight("a", "b"), 5);
});

it("ignores papers that hardly anybody likes", async () => {
  await likers(minLikers - 1, ["rare", "c"]);
  await countCoVotes({ now, signal });
  expect(await weight("rare", "c")).toBe(0);
  await likers(1, ["rare", "c"]);
  await countCoVotes({ now, signal });
  expect(await weight("rare", "c")).toBeGreaterThan(0);
});

it("counts saves, and neither made-up readers nor votes taken back", async () => {
  const before = await weight("a", "fame");
  await likers(9, ["a", "fame"], "made_up");
  for (const viewer of await likers(4, ["a", "fame"]))
    await takeBackUpvote(viewer, keys.get("fame") ?? "", now);
  await countCoVotes({ now, signal });
  expect(await weight("a", "fame")).toBe(before);
  for (const viewer of await likers(6, ["b"])) await savePaper(viewer, keys.get("fame") ?? "", now);
  await countCoVotes({ now, signal });
  expect(await weight("b", "fame")).toBeGreaterThan(0);
});

it("ignores pairs that only one person likes", async () => {
  await likers(minLikers - 1, ["known"]);
  await likers(1, ["known", "only"]);
  await countCoVotes({ now, signal });
  expect(await weight("known", "only")).toBe(0);
});

it("leaves out readers who turned learning off, and likes from before a reset", async () => {
  const viewers = await likers(4, ["x", "y"]);
  await countCoVotes({ now, signal });
  expect(await weight("x", "y")).toBeGreaterThan(0);
  const set = (userId: number, data: { learns: boolean } | { resetAt: Date }) =>
    getDb().reader.upsert({ where: { userId }, create: { userId, ...data }, update: data });
  for (const { id } of viewers.slice(0, 2)) await set(id, { learns: false });
  for (const { id } of viewers.slice(2)) await set(id, { resetAt: now });
  await countCoVotes({ now, signal });
  expect(await weight("x", "y")).toBe(0);
});

it("keeps the old numbers when it is stopped", async () => {
  const before = await weight("a", "b");
  await expect(countCoVotes({ now, signal: AbortSignal.abort() })).rejects.toThrow("half-way");
  expect(await weight("a", "b")).toBe(before);
});

it("adds little heat at first and never more than its bound", () => {
  expect(collaborativeHeat(0)).toBe(0);
  expect(collaborativeHeat(1)).toBe(1);
  expect(collaborativeHeat(1000)).toBe(maxCollaborativeHeat);
});
