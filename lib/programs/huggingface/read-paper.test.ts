import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { addComment, deleteComment } from "@/lib/community/comments/comments";
import { commentShape, paperInfoShape } from "@/lib/programs/huggingface/contract";
import { readObjectId } from "@/lib/programs/huggingface/object-ids";
import { getPaperInfo } from "@/lib/programs/huggingface/read-papers";

withTestDb();

const now = new Date("2026-03-03T12:00:00Z");
const asSent = (value: unknown) => JSON.parse(JSON.stringify(value));
const discussion = async (key: string) => asSent((await getPaperInfo(key, ["comments"])).comments);

describe("one paper", () => {
  it("is found if it is listed", async () => {
    const listed = await makePaper();
    const hidden = await makePaper({ status: "hidden" });
    expect(await getPaperInfo(listed.key)).toMatchObject({ id: listed.key, title: listed.title });
    expect(await getPaperInfo(listed.key)).not.toHaveProperty("comments");
    for (const key of [hidden.key, "2603.99999", ""])
      await expect(getPaperInfo(key)).rejects.toMatchObject({ code: "not-found", status: 404 });
  });
});

it("a paper has the further fields that are asked for, each or both", async () => {
  const { key } = await makePaper();
  const deadline = await getPaperInfo(key, ["submissionDeadline"]);
  expect(deadline).toHaveProperty("submissionDeadline", null);
  expect(deadline).not.toHaveProperty("comments");
  const both = asSent(await getPaperInfo(key, ["comments", "submissionDeadline"]));
  expect(paperInfoShape.strict().parse(both)).toMatchObject({ comments: [], submissionDeadline: null });
});

describe("a discussion", () => {
  it("is one flat list in chronological order; replies name their parent", async () => {
    const paper = await makePaper();
    const a = await makePerson();
    const b = await makePerson();
    const question = await addComment(a, paper.key, "Is it *true*?", { now });
    await addComment(b, paper.key, "It <b>is</b>.", {
      parentId: question.id,
      now: plus(now, { seconds: 1 }),
    });
    const [first, second] = await discussion(paper.key);
    for (const one of [first, second]) expect(commentShape.strict().safeParse(one).error).toBeUndefined();
    expect(readObjectId(first.id, "comment")?.id).toBe(question.id);
    expect(first).toMatchObject({
      type: "comment",
      author: { name: a.username, user: a.username },
      createdAt: "2026-03-03T12:00:00.000Z",
      data: {
        edited: false,
        hidden: false,
        numEdits: 0,
        reactions: [],
        isReport: false,
        latest: {
          raw: "Is it *true*?",
          html: "<p>Is it <em>true</em>?</p>",
          updatedAt: "2026-03-03T12:00:00.000Z",
        },
      },
    });
    expect(first.data).not.toHaveProperty("parentCommentId");
    expect(second.data.parentCommentId).toBe(first.id);
    expect(second.data.latest.html).toContain("&#x3C;b>");
  });

  it("keeps deleted comments and those of deleted accounts in place", async () => {
    const paper = await makePaper();
    const a = await makePerson();
    const gone = await makePerson();
    const deleted = await addComment(a, paper.key, "Secret", { now });
    const left = await addComment(gone, paper.key, "Still here", { now });
    await deleteComment(a, deleted.id);
    await getDb().user.delete({ where: { id: gone.id } });
    const comments = await discussion(paper.key);
    expect(JSON.stringify(comments)).not.toMatch(new RegExp(`Secret|${a.username}"`));
    expect(comments).toMatchObject([
      { author: { name: "deleted" }, data: { hidden: true, latest: { raw: "", html: "" } } },
      { author: { name: "deleted" }, data: { hidden: false, latest: { raw: "Still here" } } },
    ]);
    expect(readObjectId(comments[1].id, "comment")?.id).toBe(left.id);
  });
});
