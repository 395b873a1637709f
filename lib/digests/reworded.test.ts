import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { makeHotPaper, runDigests } from "@/e2e/support/made-digests";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { createDigestSubscription } from "@/lib/digests/subscriptions/create";
import { type Budget, scheduleSchema } from "@/lib/digests/subscriptions/schema";
import { plainMix } from "@/lib/feeds/for-you/mix";
import { forgetPool } from "@/lib/feeds/for-you/pool";
import { listFeed } from "@/lib/feeds/list-feed";
import { encodeModel } from "@/lib/feeds/taste/model";
import type { Viewer } from "@/lib/people/viewer";
import { packVector } from "@/lib/search/embedding/vectors";

// Every sentence about a sum, reworded into one that says nothing: whatever is decided must not depend on it.
const reworded = "Colourless green ideas sleep furiously";
vi.mock("@/lib/feeds/for-you/sum-words", () => ({
  placementWords: () => reworded,
  reasonWords: () => reworded,
  sumPartWords: () => reworded,
}));

withTestDb();

const now = new Date("2026-03-02T06:00:00Z");
const fields = { robots: [1, 0, 0], proofs: [0, 1, 0] } as const;
type Field = keyof typeof fields;
let me: Viewer;

async function makeIn(field: Field, count: number, votes: number): Promise<void> {
  const { vector, scale } = packVector(Float32Array.from(fields[field]));
  for (let i = 0; i < count; i++)
    await makeHotPaper(votes + i / 10, now, {
      topics: [`${field}.X`],
      enrichment: { create: { paperUpdatedAt: now, model: "test", vector: Buffer.from(vector), scale } },
    });
}

/** An interest of the reader in a field; all are called the same. */
async function like(field: Field): Promise<number> {
  const dense = Float32Array.from(fields[field], (one) => 2 * (2 * one - 1));
  const model = encodeModel({ embedder: "test", bias: 0, dense, terms: new Float32Array(65_536) });
  const { id } = await getDb().interest.create({ data: { userId: me.id, name: "Reading", model } });
  return id;
}

beforeAll(
  () => void Object.assign(getConfig(), { HUB_TIME_ZONE: "UTC", SMTP_URL: undefined, QUIRE_DIR: "/tmp" }),
);

beforeEach(async () => {
  await getDb().$executeRaw`TRUNCATE papers, users, subscriptions CASCADE`;
  forgetPool();
  me = await makePerson();
});

it("fills the budgets of a digest by interest, even if two interests share a name", async () => {
  await makeIn("robots", 5, 3);
  await makeIn("proofs", 5, 3);
  const robots = await like("robots");
  const proofs = await like("proofs");
  const budgetOf = (id: number, papers: number): Budget => ({
    kind: "interest",
    ref: String(id),
    papers,
    per: "day",
  });
  const budgets = [budgetOf(robots, 1), budgetOf(proofs, 3)];
  await createDigestSubscription(me, { ...scheduleSchema.parse({}), feed: "/for-you", budgets }, now);
  await runDigests(plus(now, { hours: 26 }));
  const rows = await getDb().digestPaper.findMany({
    select: { budgetKind: true, budgetRef: true, reason: true, paper: { select: { topics: true } } },
  });
  expect(
    rows.map(({ budgetKind, budgetRef, paper }) => `${budgetKind}:${budgetRef} ${paper.topics}`).sort(),
  ).toEqual(
    [
      `interest:${robots} robots.X`,
      `interest:${proofs} proofs.X`,
      `interest:${proofs} proofs.X`,
      `interest:${proofs} proofs.X`,
    ].sort(),
  );
  expect(new Set(rows.map(({ reason }) => reason))).toEqual(new Set([reworded]));
});

it("chooses the parts of a short reason by kind: one interest for a pinned slot, the two strongest elsewhere", async () => {
  await makeIn("robots", 30, 40);
  await makeIn("proofs", 2, 1);
  await like("robots");
  const proofs = await like("proofs");
  const topics = ["robots.X", "proofs.X"];
  const follows = topics.map((ref) => ({ userId: me.id, kind: "topic" as const, ref, label: ref }));
  await getDb().follow.createMany({ data: follows });
  const { items } = await listFeed({ kind: "own", mix: plainMix }, { viewer: me, now });
  const reasonOf = (at: number) => {
    const reason = items[at]?.sum?.reason;
    return reason?.kind === "own" ? reason.parts.map(({ kind }) => kind) : reason?.kind;
  };
  const pinned = items.findIndex(({ sum }) => sum?.placement === "pinned");
  expect(items[pinned]?.sum?.reason).toMatchObject({ parts: [{ kind: "interest", interestId: proofs }] });
  expect([reasonOf(0), reasonOf(pinned)]).toEqual([["interest", "follow"], ["interest"]]);
});
