import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { follow } from "@/lib/follows/follows";
import { mute } from "@/lib/follows/mutes";
import { repairHeat } from "@/lib/papers/recount";
import { takeBackUpvote, upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";
import { deleteAccount } from "@/lib/privacy/delete-account";

withTestDb();

const at = (hours: number) => plus(new Date(Date.UTC(2026, 2, 2, 12)), { hours });
const stored = (id: number) => getDb().paper.findUniqueOrThrow({ where: { id } });

async function comment(viewer: Viewer, paperId: number, body: string) {
  await getDb().paper.update({ where: { id: paperId }, data: { commentCount: { increment: 1 } } });
  return getDb().comment.create({ data: { paperId, userId: viewer.id, body, createdAt: at(1) } });
}

describe("deleting an account", () => {
  it("withdraws its votes and recounts, leaving the others'", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const paper = await makePaper();
    await upvotePaper(viewer, paper.key, at(1));
    await upvotePaper(other, paper.key, at(2));
    await deleteAccount(viewer, at(3));
    expect(await stored(paper.id)).toMatchObject({ upvotes: 1 });
    expect(await repairHeat({ mend: false })).toEqual([]);
    const votes = await getDb().vote.findMany({ where: { paperId: paper.id, userId: null } });
    expect(votes).toMatchObject([{ withdrawnAt: at(3) }]);
  });

  it("empties its comments and keeps their place", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const paper = await makePaper();
    const mine = await comment(viewer, paper.id, "My words.");
    await comment(other, paper.id, "Theirs.");
    await deleteAccount(viewer, at(3));
    const left = await getDb().comment.findUniqueOrThrow({ where: { id: mine.id } });
    expect(left).toMatchObject({ body: "", userId: null, deletedAt: at(3) });
    expect(await stored(paper.id)).toMatchObject({ commentCount: 1 });
    await repairHeat();
  });

  it("removes every trace of the person and leaves submissions to nobody", async () => {
    const viewer = await makePerson({ email: "ada@example.org" });
    const paper = await makePaper({ submitterId: viewer.id, source: "submission" });
    const userId = viewer.id;
    await getDb().session.create({ data: { sessionToken: "s", userId, expires: at(99) } });
    await getDb().account.create({
      data: { userId, type: "oauth", provider: "github", providerAccountId: "1" },
    });
    await getDb().claim.create({ data: { userId, paperId: paper.id, authorName: "Ada Lovelace" } });
    await getDb().subscription.create({ data: { email: "ada@example.org", token: "t" } });
    await deleteAccount(viewer, at(3));
    await deleteAccount(viewer, at(4));
    expect(await stored(paper.id)).toMatchObject({ submitterId: null });
    const left = await Promise.all([
      getDb().user.count({ where: { id: userId } }),
      getDb().session.count({ where: { userId } }),
      getDb().account.count({ where: { userId } }),
      getDb().claim.count({ where: { userId } }),
      getDb().subscription.count({ where: { email: "ada@example.org" } }),
    ]);
    expect(left).toEqual([0, 0, 0, 0, 0]);
  });

  it("deletes follows and mutes of them by others, and everything about them as a reader", async () => {
    const viewer = await makePerson();
    const one = await makePerson();
    const two = await makePerson();
    const paper = await makePaper();
    await follow(one, { kind: "person", ref: viewer.username });
    await mute(two, { kind: "person", ref: viewer.username });
    await follow(viewer, { kind: "person", ref: one.username });
    await getDb().reader.create({ data: { userId: viewer.id } });
    await getDb().signal.create({ data: { userId: viewer.id, paperId: paper.id, kind: "more" } });
    await deleteAccount(viewer, at(3));
    expect(await getDb().follow.count()).toBe(0);
    expect(await getDb().mute.count()).toBe(0);
    expect(await getDb().signal.count()).toBe(0);
    expect(await getDb().reader.count()).toBe(0);
  });

  it("works for several people who did the same at the same instant", async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => makePerson()));
    const paper = await makePaper();
    for (const person of people) {
      await upvotePaper(person, paper.key, at(1));
      await takeBackUpvote(person, paper.key, at(2));
      await upvotePaper(person, paper.key, at(3));
    }
    await Promise.all(people.map((person) => deleteAccount(person, at(4))));
    expect(await stored(paper.id)).toMatchObject({ upvotes: 0 });
    expect(await getDb().vote.count({ where: { paperId: paper.id, userId: null } })).toBe(10);
    expect(await repairHeat({ mend: false })).toEqual([]);
  });

  it("leaves no vote of theirs when they vote at the same time", async () => {
    const viewer = await makePerson();
    const papers = await Promise.all(Array.from({ length: 8 }, () => makePaper()));
    await Promise.allSettled([
      ...papers.map((paper) => upvotePaper(viewer, paper.key, at(1))),
      deleteAccount(viewer, at(2)),
    ]);
    await deleteAccount(viewer, at(3));
    const ids = papers.map((paper) => paper.id);
    expect(await getDb().vote.count({ where: { paperId: { in: ids }, withdrawnAt: null } })).toBe(0);
    expect(await repairHeat({ mend: false })).toEqual([]);
  });

  it("keeps the only admin of a hub with people in it, and lets one of two go", async () => {
    const admin = await makePerson({ role: "admin" });
    await expect(deleteAccount(admin)).rejects.toMatchObject({ code: "conflict" });
    await makePerson({ role: "admin" });
    await deleteAccount(admin);
    expect(await getDb().user.count({ where: { id: admin.id } })).toBe(0);
  });
});
