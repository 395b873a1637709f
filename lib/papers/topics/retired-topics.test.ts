import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { makeRecord } from "@/e2e/support/arxiv-records";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { withConnection } from "@/lib/base/connection";
import { databaseUrl, getDb } from "@/lib/base/db";
import { savePapers } from "@/lib/papers/save";
import taxonomy from "./arxiv-topics.json" with { type: "json" };

withTestDb();

const now = new Date("2026-03-10T12:00:00Z");
const topicsOf = async (key: string) => (await getDb().paper.findUniqueOrThrow({ where: { key } })).topics;
const migration = readFileSync("prisma/migrations/20261201120100_successor_topics/migration.sql", "utf8");

it("a paper of a retired topic is also one of today's, whoever brings it, and stays so", async () => {
  const paper = { ...makeRecord(), topics: ["cmp-lg", "cs.AI"] };
  const save = () => savePapers([paper], { source: "arxiv", now, timeZone: "UTC" });
  expect(await save()).toEqual({ added: 1, updated: 0 });
  expect(await topicsOf(paper.arxivId)).toEqual(["cmp-lg", "cs.AI", "cs.CL"]);
  expect(await save()).toEqual({ added: 0, updated: 0 });
});

it("papers, follows and mutes from before get today's topic, once", async () => {
  const person = await makePerson();
  const [old, both, other] = await Promise.all([
    makePaper({ topics: ["alg-geom", "q-alg"] }),
    makePaper({ topics: ["cmp-lg", "cs.CL"] }),
    makePaper({ topics: ["astro-ph"] }),
  ]);
  const mine = { userId: person.id, kind: "topic" as const };
  await getDb().follow.create({ data: { ...mine, ref: "cmp-lg", label: "Computation and Language" } });
  await getDb().mute.create({ data: { ...mine, ref: "alg-geom", label: "Algebraic Geometry" } });
  for (let times = 0; times < 2; times++)
    await withConnection(databaseUrl(), async (client) => void (await client.query(migration)));
  expect(await topicsOf(old.key)).toEqual(["alg-geom", "q-alg", "math.AG", "math.QA"]);
  expect(await topicsOf(both.key)).toEqual(["cmp-lg", "cs.CL"]);
  expect(await topicsOf(other.key)).toEqual(["astro-ph"]);
  expect(await getDb().follow.findFirst({ where: mine })).toMatchObject({ ref: "cs.CL" });
  expect(await getDb().mute.findFirst({ where: mine })).toMatchObject({ ref: "math.AG" });
});

it("the migration names every retired topic that another replaced", () => {
  for (const { id, active, alias } of taxonomy.topics)
    expect(migration.includes(`('${id}', '${alias}')`)).toBe(!active && alias !== null);
});
