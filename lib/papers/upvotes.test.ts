import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { heatOf } from "@/e2e/support/reference-heat";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { priorHeat, priorWeight } from "@/lib/papers/heat";
import { repairHeat } from "@/lib/papers/recount";
import { takeBackUpvote, upvotePaper, votesPerHour } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

const at = (hours: number) => plus(new Date(Date.UTC(2026, 2, 2, 12)), { hours });
const stored = (id: number) => getDb().paper.findUniqueOrThrow({ where: { id } });
const people = (n: number) => Promise.all(Array.from({ length: n }, () => makePerson()));

async function heatFromRows(paperId: number): Promise<number> {
  const paper = await stored(paperId);
  const votes = await getDb().vote.findMany({ where: { paperId, withdrawnAt: null, uncountedAt: null } });
  const terms = votes.map((vote) => ({ at: vote.castAt, weight: vote.weight }));
  return heatOf([{ at: paper.announcedAt, weight: priorWeight }, ...terms], at(100_000));
}

describe("upvoting", () => {
  it("counts for a paper so old that its prior is negligible", async () => {
    const paper = await makePaper({ announcedAt: "2015-03-02T12:00:00Z" });
    const [person, other] = await people(2);
    if (!person || !other) throw new Error("nobody");
    await upvotePaper(person, paper.key, at(0));
    await upvotePaper(other, paper.key, at(1));
    expect(await takeBackUpvote(other, paper.key, at(2))).toMatchObject({ upvotes: 1 });
    expect((await stored(paper.id)).heat).toBeCloseTo(await heatFromRows(paper.id), 9);
  });

  it("counts 50 concurrent upvotes of one paper", async () => {
    const paper = await makePaper();
    await Promise.all((await people(50)).map((person, i) => upvotePaper(person, paper.key, at(i / 7))));
    expect((await stored(paper.id)).upvotes).toBe(50);
    expect((await stored(paper.id)).heat).toBeCloseTo(await heatFromRows(paper.id), 9);
  });

  it("counts one person once, with repeated and concurrent requests", async () => {
    const paper = await makePaper();
    const person = await makePerson();
    const states = await Promise.all(Array.from({ length: 20 }, () => upvotePaper(person, paper.key, at(1))));
    expect(states.every((state) => state.upvoted && state.upvotes === 1)).toBe(true);
    expect((await stored(paper.id)).upvotes).toBe(1);
  });

  it("leaves no trace in count and heat after any sequence of upvotes and withdrawals", async () => {
    const voters = await people(3);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2), fc.boolean(), fc.nat(3000)), { maxLength: 12 }),
        async (steps) => {
          const paper = await makePaper();
          for (const [who, cast, hour] of steps)
            await (cast ? upvotePaper : takeBackUpvote)(voters[who] as Viewer, paper.key, at(hour));
          for (const voter of voters) await takeBackUpvote(voter, paper.key, at(3001));
          const after = await stored(paper.id);
          expect(after.upvotes).toBe(0);
          expect(after.heat).toBeCloseTo(priorHeat(paper.announcedAt), 9);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("stays exact with concurrent votes and withdrawals", async () => {
    const paper = await makePaper();
    const voters = await people(12);
    await Promise.all(
      voters.flatMap((voter, i) => [
        upvotePaper(voter, paper.key, at(i)),
        i % 2 ? takeBackUpvote(voter, paper.key, at(i)) : null,
      ]),
    );
    for (const voter of voters.filter((_, i) => i % 2)) await takeBackUpvote(voter, paper.key, at(20));
    expect((await stored(paper.id)).upvotes).toBe(6);
    expect((await stored(paper.id)).heat).toBeCloseTo(await heatFromRows(paper.id), 9);
  });

  it("does not find a paper that is not listed", async () => {
    const person = await makePerson();
    const hidden = await makePaper({ status: "hidden" });
    await expect(upvotePaper(person, hidden.key)).rejects.toMatchObject({ code: "not-found" });
    await expect(takeBackUpvote(person, "2600.00000")).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a vote that does not count", () => {
  it("is stored with its reason when the account is banned", async () => {
    const paper = await makePaper();
    const person = await makePerson();
    const state = await upvotePaper({ ...person, banned: true }, paper.key, at(1));
    expect(state).toMatchObject({ upvoted: true, upvotes: 0, uncounted: "banned" });
  });

  it("includes that of the paper's verified author", async () => {
    const paper = await makePaper();
    const person = await makePerson();
    await getDb().claim.create({
      data: { paperId: paper.id, userId: person.id, authorName: "Ada Lovelace", status: "verified" },
    });
    expect(await upvotePaper(person, paper.key, at(1))).toMatchObject({ upvotes: 0, uncounted: "own_paper" });
    expect((await stored(paper.id)).heat).toBe(paper.heat);
  });

  it("includes those beyond the hourly limit, until the hour has passed", async () => {
    const person = await makePerson();
    const papers = await Promise.all(Array.from({ length: votesPerHour + 2 }, () => makePaper()));
    const keys = papers.map((paper) => paper.key);
    for (const key of keys.slice(0, votesPerHour)) await upvotePaper(person, key, at(1));
    expect(await upvotePaper(person, keys[votesPerHour] ?? "", at(1.5))).toMatchObject({
      upvotes: 0,
      uncounted: "rate",
    });
    expect(await upvotePaper(person, keys[votesPerHour + 1] ?? "", at(2.1))).toMatchObject({
      upvotes: 1,
      uncounted: null,
    });
  });
});

describe("repair", () => {
  it("finds no drift after votes, and reports and corrects drift when there is some", async () => {
    const paper = await makePaper();
    const person = await makePerson();
    await upvotePaper(person, paper.key, at(1));
    expect(await repairHeat()).toEqual([]);
    await getDb().paper.update({ where: { id: paper.id }, data: { heat: 1, upvotes: 7 } });
    expect(await repairHeat({ mend: false })).toMatchObject([
      { key: paper.key, upvotes: 7, upvotesFromRows: 1 },
    ]);
    await repairHeat();
    expect((await stored(paper.id)).heat).toBeCloseTo(await heatFromRows(paper.id), 9);
  });
});
