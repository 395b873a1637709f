import { describe, expect, it } from "vitest";
import { listAreas } from "./areas";
import { listCode, parseSource } from "./sources";
import { foreignWrites, schemaTables, tablesOf } from "./tables";

describe("each table", () => {
  const owned = Object.values(tablesOf).flat();

  it("belongs to one area", () => {
    expect(owned.filter((table, i) => owned.indexOf(table) !== i)).toEqual([]);
    expect(schemaTables().filter((table) => !owned.includes(table))).toEqual([]);
    const areas = listAreas().map(({ name }) => name);
    expect(Object.keys(tablesOf).filter((area) => !areas.includes(area))).toEqual([]);
  });

  it("is written by its area alone", () => {
    expect(listCode().flatMap(foreignWrites)).toEqual([]);
  });
});

/** The file with the shared condition, and one in an area below papers, which cannot import it. */
const spelledOutIn = ["lib/papers/conditions.ts", "lib/people/account/sessions.ts"];

it("the SQL condition that a paper is listed is written in one place", () => {
  const spelled = listCode().filter(({ text }) => /status\s*=\s*'listed'/.test(text));
  expect(spelled.map(({ path }) => path)).toEqual(spelledOutIn);
});

describe("the check of writes sees", () => {
  const count = (text: string, path = "lib/feeds/a.ts") => foreignWrites(parseSource(path, text)).length;

  it("calls of Prisma's models, however they are reached", () => {
    expect(count("await tx.paper.update({ where, data });")).toBe(1);
    expect(count("await getDb()\n  .vote.deleteMany({ where });")).toBe(1);
    expect(count("await getDb().paper.update({ where, data });", "lib/papers/a.ts")).toBe(0);
    expect(count("await getDb().paper.findMany({ where });")).toBe(0);
    expect(count("kept.delete(key); url.searchParams.delete(key);")).toBe(0);
  });

  it("writes of a related table inside such a call", () => {
    const inside = "await tx.mix.update({ where, data: { user: { update: { name } } } });";
    expect(count(inside)).toBe(1);
    expect(count("await tx.interest.create({ data: { papers: { create: rows } } });")).toBe(0);
    expect(count("await tx.mix.updateMany({ where: { user: { username } }, data });")).toBe(0);
  });

  it("SQL writes in templates and in strings", () => {
    const statements = [
      "INSERT INTO papers (id) VALUES (1)",
      "WITH gone AS (DELETE FROM saves s USING papers p) SELECT 1",
      "UPDATE papers p SET heat = 1",
      "TRUNCATE votes",
      "COPY papers FROM STDIN",
      'UPDATE "papers" SET heat = 1',
      "INSERT INTO nothing_known (id) VALUES (1)",
    ];
    for (const sql of statements) {
      expect(count(`await db.$executeRaw\`${sql}\`;`), sql).toBe(1);
      expect(count(`export const statement = ${JSON.stringify(sql)};`), sql).toBe(1);
    }
    expect(count(`await db.$executeRaw\`UPDATE \${table} SET heat = 1\`;`)).toBe(1);
  });

  it("no write in a row lock, an ON CONFLICT clause or a temporary table", () => {
    expect(count("await db.$queryRaw`SELECT 1 FROM papers FOR UPDATE`;")).toBe(0);
    expect(count("await db.$queryRaw`SELECT 1 FROM papers FOR NO KEY UPDATE`;")).toBe(0);
    expect(
      count("await db.$queryRaw`INSERT INTO mixes (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET id = 2`;"),
    ).toBe(0);
    expect(
      count(
        "await db.$executeRaw`CREATE TEMP TABLE found (id int)`; await db.$executeRaw`INSERT INTO found VALUES (1)`;",
      ),
    ).toBe(0);
  });
});
