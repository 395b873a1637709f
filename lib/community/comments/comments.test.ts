import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { heatOf } from "@/e2e/support/reference-heat";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { addComment, deleteComment, listComments } from "@/lib/community/comments/comments";
import { maxCommentLength } from "@/lib/community/comments/rules";
import { commenterWeight, priorWeight } from "@/lib/papers/heat";

withTestDb();

const now = new Date("2026-03-03T12:00:00Z");
const later = (minutes: number) => plus(now, { minutes });
const stored = (id: number) => getDb().paper.findUniqueOrThrow({ where: { id } });

describe("commenting", () => {
  it("adds a comment and a quarter of a vote for each distinct commenter", async () => {
    const paper = await makePaper();
    const a = await makePerson();
    const b = await makePerson();
    await addComment(a, paper.key, " Good. ", { now });
    await addComment(a, paper.key, "One more thing.", { now: later(5) });
    await addComment(b, paper.key, "Agreed.", { now: later(10) });
    expect((await listComments(paper.id)).map((comment) => comment.body)).toEqual([
      "Good.",
      "One more thing.",
      "Agreed.",
    ]);
    const { heat, commentCount } = await stored(paper.id);
    const terms = [
      { at: paper.announcedAt, weight: priorWeight },
      { at: now, weight: commenterWeight },
      { at: later(10), weight: commenterWeight },
    ];
    expect(heat).toBeCloseTo(heatOf(terms, later(99)), 9);
    expect(commentCount).toBe(3);
  });

  it("can be read from the end, even with more than five hundred comments", async () => {
    const { id: paperId } = await makePaper();
    const bodies = Array.from({ length: 502 }, (_, i) => ({ body: String(i), createdAt: later(i) }));
    await getDb().comment.createMany({ data: bodies.map((one) => ({ ...one, paperId })) });
    expect((await listComments(paperId)).length).toBe(500);
    expect((await listComments(paperId, 2)).map(({ body }) => body)).toEqual(["500", "501"]);
    expect(await listComments(paperId, 0)).toEqual([]);
  });

  it("adds one comment when sent twice at once", async () => {
    const paper = await makePaper();
    const person = await makePerson();
    const ids = await Promise.all([
      addComment(person, paper.key, "Twice", { now }),
      addComment(person, paper.key, "Twice", { now }),
    ]);
    expect(ids[0]).toEqual(ids[1]);
    expect((await stored(paper.id)).commentCount).toBe(1);
  });

  it("is refused for banned accounts, unknown papers, and empty or too long text", async () => {
    const paper = await makePaper();
    const person = await makePerson();
    await expect(addComment({ ...person, banned: true }, paper.key, "Hi")).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(addComment(person, "2600.00000", "Hi")).rejects.toMatchObject({ code: "not-found" });
    await expect(addComment(person, paper.key, "  ")).rejects.toMatchObject({ code: "invalid" });
    await expect(addComment(person, paper.key, "x".repeat(maxCommentLength + 1))).rejects.toMatchObject({
      code: "invalid",
    });
  });
});

describe("replying to a comment", () => {
  it("adds the reply below it, and counts it like any comment", async () => {
    const paper = await makePaper();
    const a = await makePerson();
    const b = await makePerson();
    const question = await addComment(a, paper.key, "Why?", { now });
    const answer = await addComment(b, paper.key, "Because.", { parentId: question.id, now: later(1) });
    expect(answer).toEqual({ id: expect.any(Number), createdAt: later(1) });
    expect(await listComments(paper.id)).toMatchObject([
      { id: question.id, parentId: null },
      { id: answer.id, parentId: question.id, author: b.username },
    ]);
    expect((await stored(paper.id)).commentCount).toBe(2);
  });

  it("adds one reply when sent twice, but another one for another parent", async () => {
    const paper = await makePaper();
    const person = await makePerson();
    const one = await addComment(person, paper.key, "One", { now });
    const two = await addComment(person, paper.key, "Two", { now });
    const same = (parentId: number) => addComment(person, paper.key, "Yes", { parentId, now });
    const ids = [await same(one.id), await same(one.id), await same(two.id)].map(({ id }) => id);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
    expect((await addComment(person, paper.key, "Yes", { now })).id).not.toBe(ids[0]);
  });

  it("needs a parent on the same paper that is not deleted", async () => {
    const paper = await makePaper();
    const other = await makePaper();
    const person = await makePerson();
    const elsewhere = await addComment(person, other.key, "Elsewhere", { now });
    const gone = await addComment(person, paper.key, "Gone", { now });
    await deleteComment(person, gone.id, later(1));
    for (const parentId of [elsewhere.id, gone.id, 2_000_000_000])
      await expect(addComment(person, paper.key, "To you", { parentId })).rejects.toMatchObject({
        code: "not-found",
      });
  });
});

describe("a comment's text", () => {
  it("may be very long, and is stored as sent except characters that the database rejects", async () => {
    const paper = await makePaper();
    const person = await makePerson();
    await addComment(person, paper.key, "é".repeat(maxCommentLength), { now });
    await addComment(person, paper.key, "a\0b\ud800c\r\n\td\u0007", { now: later(1) });
    const [long, odd] = await listComments(paper.id);
    expect(long?.body).toHaveLength(maxCommentLength);
    expect(odd?.body).toBe("a b\ufffdc\n\td");
  });
});

describe("deleting a comment", () => {
  it("keeps its place, and removes its text, author and heat", async () => {
    const paper = await makePaper();
    const person = await makePerson();
    const { id } = await addComment(person, paper.key, "Gone soon", { now });
    await deleteComment(person, id, later(1));
    await expect(deleteComment(person, id, later(2))).rejects.toMatchObject({ code: "not-found" });
    expect(await listComments(paper.id)).toMatchObject([{ id, body: "", author: null, deleted: true }]);
    expect(await stored(paper.id)).toMatchObject({ commentCount: 0, heat: expect.closeTo(paper.heat, 9) });
  });

  it("is for its author and for moderators", async () => {
    const paper = await makePaper();
    const person = await makePerson();
    const other = await makePerson();
    const { id } = await addComment(person, paper.key, "Mine", { now });
    await expect(deleteComment(other, id)).rejects.toMatchObject({ code: "not-found" });
    const banned = { role: "moderator", banned: true } as const;
    await expect(deleteComment({ ...other, ...banned }, id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteComment({ ...person, banned: true }, id)).rejects.toMatchObject({ code: "forbidden" });
    await deleteComment({ ...other, role: "moderator" }, id);
    expect((await listComments(paper.id))[0]?.deleted).toBe(true);
  });
});
