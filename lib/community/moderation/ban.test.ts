import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { banPerson, unbanPerson } from "@/lib/community/moderation/ban";
import { repairHeat } from "@/lib/papers/recount";
import { takeBackUpvote, upvotePaper } from "@/lib/papers/upvotes";

withTestDb();

const at = (hours: number) => plus(new Date(Date.UTC(2026, 2, 2, 12)), { hours });
const count = async (id: number) => (await getDb().paper.findUniqueOrThrow({ where: { id } })).upvotes;

async function scene() {
  const moderator = await makePerson({ role: "moderator" });
  const person = await makePerson();
  const other = await makePerson();
  const one = await makePaper();
  const two = await makePaper();
  for (const paper of [one, two]) await upvotePaper(person, paper.key, at(1));
  await upvotePaper(other, one.key, at(2));
  return { moderator, person, other, one, two };
}

describe("a ban", () => {
  it("excludes the person's votes at once, and nobody else's", async () => {
    const { moderator, person, one, two } = await scene();
    await banPerson(moderator, person.username, at(3));
    await banPerson(moderator, person.username, at(4));
    expect([await count(one.id), await count(two.id)]).toEqual([1, 0]);
    expect(await repairHeat({ mend: false })).toEqual([]);
    const user = await getDb().user.findUniqueOrThrow({ where: { id: person.id } });
    expect(user.bannedAt).toEqual(at(3));
  });

  it("counts them again when it is lifted, including those cast meanwhile", async () => {
    const { moderator, person, one, two } = await scene();
    await takeBackUpvote(person, two.key, at(2));
    await banPerson(moderator, person.username, at(3));
    await upvotePaper({ ...person, banned: true }, two.key, at(4));
    expect(await count(two.id)).toBe(0);
    await unbanPerson(moderator, person.username);
    await unbanPerson(moderator, person.username);
    expect([await count(one.id), await count(two.id)]).toEqual([2, 1]);
    expect(await repairHeat({ mend: false })).toEqual([]);
  });

  it("does not make a vote for one's own paper count when lifted", async () => {
    const { moderator, person, two } = await scene();
    await banPerson(moderator, person.username, at(3));
    await getDb().claim.create({
      data: { paperId: two.id, userId: person.id, authorName: "Ada Lovelace", status: "verified" },
    });
    await unbanPerson(moderator, person.username);
    expect(await count(two.id)).toBe(0);
  });

  it("keeps counts exact with concurrent votes and concurrent bans", async () => {
    const { moderator, person, one, two } = await scene();
    const voters = await Promise.all(Array.from({ length: 10 }, () => makePerson()));
    await Promise.all([
      ...voters.map((voter) => upvotePaper(voter, one.key, at(3))),
      banPerson(moderator, person.username, at(3)),
      banPerson(moderator, (voters[0] ?? person).username, at(3)),
      ...voters.map((voter) => upvotePaper(voter, two.key, at(3))),
    ]);
    expect(await repairHeat({ mend: false })).toEqual([]);
  });

  it("is for moderators, against accounts that rank below them", async () => {
    const { moderator, person, other } = await scene();
    const admin = await makePerson({ role: "admin" });
    await expect(banPerson(other, person.username)).rejects.toMatchObject({ code: "forbidden" });
    await expect(banPerson(moderator, admin.username)).rejects.toMatchObject({ code: "forbidden" });
    await expect(unbanPerson(other, person.username)).rejects.toMatchObject({ code: "forbidden" });
    await expect(banPerson(moderator, "nobody-here")).rejects.toMatchObject({ code: "not-found" });
  });
});
