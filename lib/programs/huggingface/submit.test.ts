import { describe, expect, it } from "vitest";
import { fakeArxiv, makeRecord, unavailableArxiv } from "@/e2e/support/arxiv-records";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { maxCommentLength } from "@/lib/community/comments/rules";
import { getPaperInfo } from "@/lib/programs/huggingface/read-papers";
import { commentBody, indexBody, submitBody, submitByClient } from "@/lib/programs/huggingface/submit";

withTestDb();

const moment = { now: new Date("2026-03-10T12:00:00Z"), timeZone: "UTC" };

describe("submitting a paper", () => {
  it("puts it on today's feed under the submitter's name, and changes nothing when repeated", async () => {
    const person = await makePerson();
    const record = makeRecord();
    const deps = { client: fakeArxiv([record]), ...moment };
    expect(await submitByClient(person, indexBody.parse({ arxivId: `${record.arxivId}v1` }), deps)).toEqual(
      {},
    );
    const before = await getPaperInfo(record.arxivId);
    expect(before).toMatchObject({
      title: record.title,
      upvotes: 0,
      submittedOnDailyAt: "2026-03-10T12:00:00.000Z",
      submittedOnDailyBy: { user: person.username },
    });
    expect(await submitByClient(await makePerson(), { paperId: record.arxivId }, deps)).toEqual({});
    expect(await getPaperInfo(record.arxivId)).toEqual(before);
  });

  it("adds the first comment, once, also to an existing paper", async () => {
    const person = await makePerson();
    const record = makeRecord();
    const deps = { client: fakeArxiv([record]), ...moment };
    const body = submitBody.parse({ paperId: record.arxivId, comment: "Read this." });
    await submitByClient(person, body, deps);
    await submitByClient(person, body, deps);
    expect((await getPaperInfo(record.arxivId)).numComments).toBe(1);
  });

  it("fails in the same cases as the form", async () => {
    const person = await makePerson();
    const bring = (paperId: string, client = fakeArxiv([])) =>
      submitByClient(person, { paperId }, { client, ...moment });
    await expect(bring("nonsense")).rejects.toMatchObject({ status: 400 });
    await expect(bring("2602.77777")).rejects.toMatchObject({ status: 404 });
    const silent = { ...unavailableArxiv, requestedIds: [] };
    await expect(bring("2602.77778", silent)).rejects.toMatchObject({ status: 503 });
  });
});

describe("bodies", () => {
  it("say what is missing", () => {
    expect(indexBody.safeParse({}).success).toBe(false);
    expect(submitBody.safeParse({ paperId: "" }).success).toBe(false);
    expect(
      submitBody.safeParse({ paperId: "2602.1", comment: "x".repeat(maxCommentLength + 1) }).success,
    ).toBe(false);
  });

  it("allow comments of 1 to 65,536 characters", () => {
    expect(commentBody.safeParse({ comment: "x".repeat(65_536) }).success).toBe(true);
    for (const comment of ["", "x".repeat(65_537), 1, undefined])
      expect(commentBody.safeParse({ comment }).success).toBe(false);
  });
});
