import { describe, expect, it } from "vitest";
import { runLoop } from "@/e2e/bench/pg-loop";
import { pgbenchScript, timesOf } from "@/e2e/bench/pgbench";
import { syntheticKey } from "@/e2e/bench/synthetic-sql";
import { generalise, keysOf, recordUpvote } from "@/e2e/bench/upvote-statement";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { databaseUrl, getDb } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { repairHeat } from "@/lib/papers/recount";

withTestDb();

async function recorded() {
  const person = await makePerson();
  const paper = await makePaper();
  const statement = await recordUpvote(databaseUrl(), person.id, paper.key);
  return { person, paper, statement };
}

describe("the upvote's SQL statement", () => {
  it("is recorded from a real upvote", async () => {
    const { person, paper, statement } = await recorded();
    expect(statement.text).toMatch(/INSERT INTO votes[\s\S]*UPDATE papers/);
    expect(keysOf(statement)).toEqual({ person: person.id, key: paper.key });
    expect(await getDb().vote.count({ where: { paperId: paper.id } })).toBe(1);
  });

  it("counts one vote for each person and paper when it runs for others", async () => {
    const { statement } = await recorded();
    const other = await makePerson();
    const paper = await makePaper({ key: syntheticKey(1) });
    const crowd = { firstPerson: other.id, people: 1, papers: 1 };
    const run = await runLoop({ url: databaseUrl(), clients: 2, seconds: 0.2, statement, crowd });
    expect(run.perSecond).toBeGreaterThan(0);
    expect(await getDb().paper.findUnique({ where: { id: paper.id } })).toMatchObject({ upvotes: 1 });
    expect(await repairHeat({ mend: false })).toEqual([]);
  });
});

describe("generalise", () => {
  it("writes times relative to now, and other values as literals", () => {
    const values = [7, new Date().toISOString(), minus(new Date(), { hours: 1 }).toISOString(), "it's", 60];
    const text = generalise({ text: "f($1, $2, $3, $4, $5)", values }, new Map([[7, ":person"]]));
    expect(text).toBe("f(:person, now(), (now() - interval '60 minutes'), 'it''s', 60)");
  });

  it("throws for a missing value", () => {
    expect(() => generalise({ text: "f($2)", values: [1] }, new Map())).toThrow("no value for $2");
  });
});

describe("pgbench", () => {
  it("gets a script for any person and paper of the crowd", () => {
    const statement = { text: "SELECT\n  $1, $2", values: [7, "2603.00001"] };
    expect(pgbenchScript(statement, { firstPerson: 11, people: 5, papers: 90 }).split("\n")).toEqual([
      "\\set person random(11, 15)",
      "\\set paper random(1, 90)",
      "\\set month 2301 + :paper / 1080000 * 100 + :paper / 90000 % 12",
      "\\set number 10000 + :paper % 90000",
      "SELECT :person::int, (:month::text || '.' || :number::text);",
      "",
    ]);
  });

  it("has a log with microseconds in the third column", () => {
    expect(timesOf("0 1 1500 0 1700000000 1\n1 1 42000 0 1700000000 2\n")).toEqual([1.5, 42]);
  });
});
