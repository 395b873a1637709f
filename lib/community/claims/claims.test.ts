import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import {
  claimPaper,
  decideClaim,
  listPendingClaims,
  listVerifiedClaims,
} from "@/lib/community/claims/claims";
import { banPerson } from "@/lib/community/moderation/ban";
import { findPaper, findVote } from "@/lib/papers/papers";
import { repairHeat } from "@/lib/papers/recount";
import { upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

const now = new Date("2026-03-10T12:00:00Z");
const authors = ["Ada Lovelace", "Emmy Noether"];
const claimOf = ({ id: userId }: Viewer) => getDb().claim.findFirstOrThrow({ where: { userId } });
const upvotes = async (key: string) => (await findPaper(key))?.upvotes;

async function scene() {
  const curator = await makePerson({ role: "curator" });
  const author = await makePerson();
  const reader = await makePerson();
  const paper = await makePaper({ authors });
  for (const viewer of [author, reader]) await upvotePaper(viewer, paper.key, now);
  await claimPaper(author, paper.key, "Ada Lovelace");
  return { curator, author, reader, paper, claim: await claimOf(author) };
}

describe("a claim", () => {
  it("stays pending and is stored once; its name may change", async () => {
    const { author, curator, paper } = await scene();
    const states = await Promise.all(authors.map((name) => claimPaper(author, paper.key, name)));
    expect(states).toEqual(["pending", "pending"]);
    expect(await claimPaper(author, paper.key, "Emmy Noether")).toBe("pending");
    const own = (await listPendingClaims(curator)).filter(({ username }) => username === author.username);
    expect(own).toMatchObject([
      { authorName: "Emmy Noether", paper: { key: paper.key, title: paper.title } },
    ]);
    expect(await upvotes(paper.key)).toBe(2);
  });

  it("must name one of the authors of a listed paper", async () => {
    const { reader, paper } = await scene();
    const hidden = await makePaper({ authors, status: "hidden" });
    await expect(claimPaper(reader, paper.key, "Ada")).rejects.toMatchObject({ code: "invalid" });
    await expect(claimPaper(reader, hidden.key, "Ada Lovelace")).rejects.toMatchObject({ code: "not-found" });
  });

  it("is refused from banned accounts, and for an author whom another account is verified as", async () => {
    const { curator, reader, paper, claim } = await scene();
    await decideClaim(curator, claim.id, "verified", now);
    await expect(claimPaper(reader, paper.key, "Ada Lovelace")).rejects.toMatchObject({ code: "conflict" });
    expect(await claimPaper(reader, paper.key, "Emmy Noether")).toBe("pending");
    const banned = { ...reader, banned: true };
    await expect(claimPaper(banned, paper.key, "Emmy Noether")).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("a decision", () => {
  it("excludes a verified author's upvote, and counts it again when declined later", async () => {
    const { curator, author, paper, claim } = await scene();
    for (const _ of [1, 2]) await decideClaim(curator, claim.id, "verified", now);
    expect(await upvotes(paper.key)).toBe(1);
    expect(await findVote(author, paper.id)).toEqual({ upvoted: true, uncounted: "own_paper" });
    expect(await claimPaper(author, paper.key, "Emmy Noether")).toBe("verified");
    expect(await claimOf(author)).toMatchObject({ authorName: "Ada Lovelace", decidedAt: now });
    expect((await listVerifiedClaims(curator)).map(({ id }) => id)).toContain(claim.id);
    expect(await repairHeat({ mend: false })).toEqual([]);

    await decideClaim(curator, claim.id, "declined", now);
    expect(await upvotes(paper.key)).toBe(2);
    expect(await findVote(author, paper.id)).toEqual({ upvoted: true, uncounted: null });
    expect(await claimPaper(author, paper.key, "Ada Lovelace")).toBe("declined");
    expect(await repairHeat({ mend: false })).toEqual([]);
  });

  it("leaves a banned account's vote excluded either way", async () => {
    const { curator, author, paper, claim } = await scene();
    await decideClaim(curator, claim.id, "verified", now);
    await banPerson(await makePerson({ role: "moderator" }), author.username, now);
    await decideClaim(curator, claim.id, "declined", now);
    expect(await findVote(author, paper.id)).toMatchObject({ uncounted: "banned" });
    expect(await upvotes(paper.key)).toBe(1);
  });

  it("keeps the count exact with concurrent votes", async () => {
    const { curator, paper, claim } = await scene();
    const voters = await Promise.all(Array.from({ length: 8 }, () => makePerson()));
    await Promise.all([
      ...voters.map((voter) => upvotePaper(voter, paper.key, now)),
      decideClaim(curator, claim.id, "verified", now),
    ]);
    expect(await upvotes(paper.key)).toBe(9);
    expect(await repairHeat({ mend: false })).toEqual([]);
  });

  it("is for curators, but not on their own claim; an admin may", async () => {
    const { curator, author, reader, paper, claim } = await scene();
    const admin = await makePerson({ role: "admin" });
    for (const person of [author, reader]) {
      await expect(decideClaim(person, claim.id, "verified")).rejects.toMatchObject({ code: "forbidden" });
      await expect(listPendingClaims(person)).rejects.toMatchObject({ code: "forbidden" });
      await expect(listVerifiedClaims(person)).rejects.toMatchObject({ code: "forbidden" });
    }
    for (const person of [curator, admin]) await claimPaper(person, paper.key, "Emmy Noether");
    const own = await claimOf(curator);
    await expect(decideClaim(curator, own.id, "verified")).rejects.toMatchObject({ code: "forbidden" });
    await decideClaim(admin, (await claimOf(admin)).id, "verified", now);
    await expect(decideClaim(curator, 999_999, "verified")).rejects.toMatchObject({ code: "not-found" });
  });
});
