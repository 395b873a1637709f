import { describe, expect, it } from "vitest";
import { fakeArxiv, makeRecord } from "@/e2e/support/arxiv-records";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { submissionSchema } from "@/lib/community/submissions/schema";
import { prepareSubmission, submitPaper } from "@/lib/community/submissions/submissions";
import { heatInVotes } from "@/lib/papers/heat";
import { findPaper, findVote } from "@/lib/papers/papers";
import { repairHeat } from "@/lib/papers/recount";
import { savePapers } from "@/lib/papers/save";

withTestDb();

// Still the 9th in New York, and already the 10th in UTC and Paris.
const now = new Date("2026-03-10T01:30:00Z");
const form = (id: string, more: Record<string, string> = {}) => submissionSchema.parse({ id, ...more });
const moment = { now, timeZone: "America/New_York" };

describe("submitting", () => {
  it("shows arXiv's record and writes nothing yet", async () => {
    const viewer = await makePerson();
    const record = makeRecord();
    const deps = { client: fakeArxiv([record]), now };
    const found = await prepareSubmission(viewer, `https://arxiv.org/pdf/${record.arxivId}v1.pdf`, deps);
    expect(found).toEqual({ kind: "new", record });
    expect(await findPaper(record.arxivId)).toBeNull();
  });

  it("puts the paper into today's feed under the submitter's name, with arXiv's metadata", async () => {
    const viewer = await makePerson();
    const later = { version: 2, at: new Date("2026-02-20T10:00:00Z") };
    const record = makeRecord({ doi: "10.5555/example.1", comment: "3 pages" });
    record.versions.push(later);
    const deps = { client: fakeArxiv([record]), ...moment };
    const links = { codeUrl: "https://example.org/code", projectUrl: "https://example.org/p" };
    const sent = form(record.arxivId, links);
    expect(await submitPaper(viewer, sent, deps)).toEqual({ key: record.arxivId, isNew: true });
    expect(await findPaper(record.arxivId)).toMatchObject({
      ...links,
      title: record.title,
      authors: record.authors,
      doi: record.doi,
      comment: "3 pages",
      topics: record.topics,
      versions: record.versions,
      version: 2,
      publishedAt: record.publishedAt,
      status: "listed",
      source: "submission",
      submitter: { username: viewer.username },
      submittedAt: now,
      announcedAt: now,
      day: new Date("2026-03-09"),
      upvotes: 0,
      authorSlugs: ["ada-lovelace", "emilie-du-chatelet"],
    });
    const paper = await findPaper(record.arxivId);
    expect(heatInVotes(paper?.heat ?? 0, now)).toBeCloseTo(0.5, 9);
  });

  it("fetches the record once for both steps", async () => {
    const viewer = await makePerson();
    const record = makeRecord();
    const client = fakeArxiv([record]);
    await prepareSubmission(viewer, record.arxivId, { client, now });
    await submitPaper(viewer, form(record.arxivId), { client, ...moment });
    expect(client.requestedIds).toEqual([record.arxivId]);
  });

  it("adds the submitter's upvote and comment once, even when sent repeatedly", async () => {
    const viewer = await makePerson();
    const record = makeRecord();
    const deps = { client: fakeArxiv([record]), ...moment };
    const sent = form(record.arxivId, { comment: "Worth an hour.", upvote: "on" });
    const answers = await Promise.all([1, 2, 3].map(() => submitPaper(viewer, sent, deps)));
    expect(answers.filter((answer) => answer.isNew)).toHaveLength(1);
    expect(await findPaper(record.arxivId)).toMatchObject({ upvotes: 1, commentCount: 1 });
    expect(await repairHeat({ mend: false })).toEqual([]);
  });

  it("creates one paper when two people submit it at once, under the first one's name", async () => {
    const one = await makePerson();
    const two = await makePerson();
    const record = makeRecord();
    const deps = { client: fakeArxiv([record]), ...moment };
    const answers = await Promise.all(
      [one, two].map((viewer) => submitPaper(viewer, form(record.arxivId, { upvote: "on" }), deps)),
    );
    const first = answers[0]?.isNew ? one : two;
    expect(answers.map((answer) => answer.isNew).toSorted()).toEqual([false, true]);
    expect(await findPaper(record.arxivId)).toMatchObject({
      upvotes: 2,
      submitter: { username: first.username },
    });
  });

  it("keeps submitter, day and votes when a pull brings the paper later", async () => {
    const viewer = await makePerson();
    const record = makeRecord();
    await submitPaper(viewer, form(record.arxivId, { upvote: "on" }), {
      client: fakeArxiv([record]),
      ...moment,
    });
    await savePapers([{ ...record, title: "Revised" }], { source: "arxiv", now, timeZone: "UTC" });
    const day = new Date("2026-03-09");
    expect(await findPaper(record.arxivId)).toMatchObject({
      title: "Revised",
      day,
      submitterId: viewer.id,
      upvotes: 1,
    });
  });
});

describe("a paper that is already listed", () => {
  it("is found by any of its URLs and by its DOI in any case, without a request to arXiv", async () => {
    const viewer = await makePerson();
    const paper = await makePaper({ doi: "10.5555/EXAMPLE.7" });
    const client = fakeArxiv([]);
    for (const text of [
      `${paper.key}v3`,
      `https://arxiv.org/abs/${paper.key}`,
      "https://doi.org/10.5555/example.7",
    ])
      expect(await prepareSubmission(viewer, text, { client, now })).toMatchObject({
        kind: "here",
        paper: { key: paper.key },
      });
    expect(client.requestedIds).toEqual([]);
  });

  it("gets the viewer's upvote and comment, and keeps its links and its submitter", async () => {
    const viewer = await makePerson();
    const paper = await makePaper({ source: "starter" });
    const sent = form(paper.key, {
      upvote: "on",
      comment: "Still good.",
      codeUrl: "https://example.org/other",
    });
    const answer = await submitPaper(viewer, sent, { client: fakeArxiv([]), ...moment });
    expect(answer).toEqual({ key: paper.key, isNew: false });
    const after = await findPaper(paper.key);
    expect(after).toMatchObject({ upvotes: 1, commentCount: 1, submitterId: null, codeUrl: null });
  });

  it("gets no upvote when none is asked for", async () => {
    const viewer = await makePerson();
    const paper = await makePaper();
    await submitPaper(viewer, form(paper.key), { client: fakeArxiv([]), ...moment });
    expect(await findVote(viewer, paper.id)).toMatchObject({ upvoted: false });
    expect(await getDb().vote.count({ where: { paperId: paper.id } })).toBe(0);
  });
});
