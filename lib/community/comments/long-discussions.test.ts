import { describe, expect, it } from "vitest";
import { callOperation } from "@/e2e/support/call-operation";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { addComment, deleteComment, listCommentPage, listComments } from "@/lib/community/comments/comments";
import { maxCommentLength } from "@/lib/community/comments/rules";
import { listCommentsJson } from "@/lib/programs/huggingface/comments";

withTestDb();

const now = new Date("2026-03-03T12:00:00Z");
const megabyte = 1_000_000;

/** A paper with comments of the greatest length, which take six times as many bytes in HTML. */
async function makeLongDiscussion(count: number) {
  const [paper, person] = await Promise.all([makePaper(), makePerson()]);
  const ids: number[] = [];
  for (let n = 0; n < count; n++) {
    const body = `${n}${"<".repeat(maxCommentLength - String(n).length)}`;
    ids.push((await addComment(person, paper.key, body, { now: plus(now, { minutes: n }) })).id);
  }
  return { paper, person, ids };
}

const idsOf = (comments: { id: number }[]) => comments.map(({ id }) => id);

describe("a discussion of very long comments", () => {
  it("is read in pages of about a megabyte, each comment once", async () => {
    const { paper, ids } = await makeLongDiscussion(6);
    const found: number[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const page = await listCommentPage(paper.id, after);
      const bytes = page.comments.reduce((sum, { body }) => sum + 6 * body.length, 0);
      expect(bytes).toBeLessThan(megabyte + 6 * maxCommentLength);
      expect(page.comments.length).toBeGreaterThan(1);
      found.push(...idsOf(page.comments));
      after = page.next;
    }
    expect(found).toEqual(ids);
  });

  it("is cut for programs, too: from the start, or from the end", async () => {
    const { paper, ids } = await makeLongDiscussion(5);
    expect(await listCommentsJson(paper.id)).toHaveLength(3);
    expect(idsOf(await listComments(paper.id))).toEqual(ids.slice(0, 3));
    expect(idsOf(await listComments(paper.id, 100))).toEqual(ids.slice(2));
    expect(idsOf(await listComments(paper.id, 1))).toEqual(ids.slice(4));
  });

  it("has pages in the API", async () => {
    const { paper, ids } = await makeLongDiscussion(4);
    const params = { id: paper.key };
    const first = await callOperation<Page>("listComments", { params });
    expect([idsOf(first.items), first.next]).toEqual([ids.slice(0, 3), String(ids[2])]);
    const second = await callOperation<Page>("listComments", { params, query: { after: first.next } });
    expect([idsOf(second.items), second.next]).toEqual([ids.slice(3), null]);
  });

  it("counts formulas by what is made of them, and deleted comments not at all", async () => {
    const { paper, person, ids } = await makeLongDiscussion(4);
    const formula = `$${"x^{2}".repeat(150)}$ `.repeat(5);
    const { id } = await addComment(person, paper.key, formula, { now: plus(now, { minutes: 9 }) });
    const { size } = await getDb().comment.findUniqueOrThrow({ where: { id } });
    expect(size).toBeGreaterThan(5 * formula.length);
    for (const one of ids) await deleteComment(person, one);
    expect(idsOf((await listCommentPage(paper.id, 0)).comments)).toEqual([...ids, id]);
  });
});

type Page = { items: { id: number }[]; next: string | null };

it("a page that begins after a comment of another paper, or after none, is the first one", async () => {
  const [paper, other, person] = await Promise.all([makePaper(), makePaper(), makePerson()]);
  const here = await addComment(person, paper.key, "Here", { now });
  const there = await addComment(person, other.key, "There", { now });
  for (const after of [there.id, 2_000_000_000])
    expect(await listCommentPage(paper.id, after)).toMatchObject({ comments: [{ id: here.id }], next: null });
  expect(await listCommentPage(paper.id, here.id)).toEqual({ comments: [], next: null });
});
