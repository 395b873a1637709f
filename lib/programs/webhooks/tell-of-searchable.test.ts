import { rmSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import { makeHubDir } from "@/e2e/support/hub-dir";
import { makePaper, makePerson } from "@/e2e/support/made";
import { runJobs, sumOf } from "@/e2e/support/queue";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { listDeliveries, subjectOf } from "@/lib/programs/webhooks/deliveries";
import { tellOfPapers, tellOfSearchable } from "@/lib/programs/webhooks/tell-of-papers";
import { createWebhook } from "@/lib/programs/webhooks/webhooks";
import { addJob } from "@/lib/queue/enqueue";
import { enrichPapers } from "@/lib/search/enrich";
import { maxHits } from "@/lib/search/request";

withTestDb();

const dir = makeHubDir("news");
amendConfig({ QUIRE_DIR: dir, LOG_LEVEL: "silent" });
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const start = new Date("2026-03-02T12:00:00Z");
const minutes = (count: number) => plus(start, { minutes: count });
const signal = new AbortController().signal;
const tasks = { "tell-of-papers": tellOfPapers, "tell-of-searchable": tellOfSearchable };
const run = async (at: Date) => sumOf(await runJobs(tasks, at), "told");
const index = (at: Date) => enrichPapers({ now: at, signal });
const come = async (at: Date, title: string) => {
  const paper = await makePaper({ title, createdAt: at, announcedAt: at, updatedAt: at });
  await addJob(getDb(), "tell-of-papers", { paperIds: [paper.id] });
  return paper;
};

it("a webhook for a search gets the papers that the search finds, however late they become searchable", {
  timeout: 120_000,
}, async () => {
  const viewer = await makePerson();
  const wish = { url: "https://example.org/", event: "paper", feed: "/search?q=ti%3Akittens" } as const;
  const { id } = (await createWebhook(viewer, wish, start)).row;
  const all = await createWebhook(viewer, { ...wish, feed: "/new" }, start);
  const told = async () => (await listDeliveries(viewer, id)).map(subjectOf).reverse();

  // Before there is anything to search in, others are told all the same.
  const first = await come(minutes(1), "How kittens play");
  expect(await run(minutes(2))).toBe(1);
  expect(await listDeliveries(viewer, all.row.id)).toHaveLength(1);
  await run(minutes(50));
  await index(minutes(51));
  expect(await run(minutes(52))).toBe(1);
  expect(await told()).toEqual([`paper:${first.key}`]);

  // Came and not yet searchable for longer than the worker looks back.
  const second = await come(minutes(60), "More kittens");
  await come(minutes(60), "Interest rates");
  await run(minutes(61));
  await run(minutes(90));
  expect(await told()).toHaveLength(1);
  await index(minutes(91));
  expect(await run(minutes(92))).toBe(1);
  expect(await run(minutes(93))).toBe(0);
  expect(await told()).toEqual([`paper:${first.key}`, `paper:${second.key}`]);
});

it("a webhook for a search gets a new paper, however many old ones rank above it", {
  timeout: 120_000,
}, async () => {
  const viewer = await makePerson();
  const announcedAt = new Date("2025-03-02T12:00:00Z");
  const old = { title: "Lighthouses", announcedAt, updatedAt: minutes(200) };
  for (let i = 0; i < maxHits("relevance"); i++) await makePaper(old);
  await getDb().webhook.deleteMany();
  const wish = { url: "https://example.org/", event: "paper", feed: "/search?q=lighthouses" } as const;
  const { id } = (await createWebhook(viewer, wish, minutes(200))).row;
  const { key } = await come(minutes(201), "Of lamps, ships, storms, coasts and, at the end, of lighthouses");
  await index(minutes(202));
  expect(await run(minutes(203))).toBe(1);
  expect(await listDeliveries(viewer, id)).toMatchObject([{ kind: "paper", paperKey: key }]);
});
