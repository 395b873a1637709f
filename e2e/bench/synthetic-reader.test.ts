import { expect, test } from "vitest";
import { addSignedIn } from "@/e2e/bench/sessions";
import { makeHub } from "@/e2e/bench/synthetic-hub";
import { makeReader } from "@/e2e/bench/synthetic-reader";
import { withTestDb } from "@/e2e/support/test-db";
import { databaseUrl, getDb } from "@/lib/base/db";
import { plainMix } from "@/lib/feeds/for-you/mix";
import { getReader } from "@/lib/feeds/for-you/reader";
import { sliderOf } from "@/lib/feeds/for-you/sum";
import { listFeed } from "@/lib/feeds/list-feed";

withTestDb();

test("a synthetic reader has every kind of signal that a personal page uses", async () => {
  await makeHub(databaseUrl(), { papers: 3000, people: 200 });
  const id = await addSignedIn(databaseUrl(), 1);
  await makeReader(databaseUrl(), id);
  const { username, role, createdAt } = await getDb().user.findUniqueOrThrow({ where: { id } });
  const viewer = { id, username: username ?? "", role, banned: false, createdAt };
  const reader = await getReader(viewer);
  expect(reader.interests.size).toBe(5);
  expect(reader.follows.length).toBeGreaterThan(40);
  expect(reader.collaborative.size).toBeGreaterThan(20);
  const { items } = await listFeed({ kind: "own", mix: plainMix }, { viewer, reader });
  const parts = new Set(items.flatMap(({ sum }) => sum?.parts.map(({ kind }) => sliderOf[kind]) ?? []));
  expect(items).toHaveLength(50);
  expect([...parts].sort()).toEqual(expect.arrayContaining(["follows", "taste", "trend"]));
}, 60_000);
