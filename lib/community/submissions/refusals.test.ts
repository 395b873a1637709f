import { describe, expect, it } from "vitest";
import { fakeArxiv, makeRecord, unavailableArxiv } from "@/e2e/support/arxiv-records";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { submissionSchema } from "@/lib/community/submissions/schema";
import { prepareSubmission, submitPaper } from "@/lib/community/submissions/submissions";

withTestDb();

const now = new Date("2026-03-10T12:00:00Z");
const moment = { now, timeZone: "UTC" };
const form = (id: string) => submissionSchema.parse({ id, upvote: "on", comment: "First." });
const written = async () => [
  await getDb().paper.count(),
  await getDb().vote.count(),
  await getDb().comment.count(),
];

describe("a refused submission", () => {
  const withdrawn = makeRecord({ arxivId: "2601.00009", withdrawn: true, withdrawnBy: "authors" });
  const removed = makeRecord({ arxivId: "2601.00010", withdrawn: true, withdrawnBy: "arxiv" });

  it.each([
    [
      "attention is all you need",
      fakeArxiv([]),
      "invalid",
      /^This is not the address of a paper; give an arXiv id/,
    ],
    ["https://doi.org/10.5555/elsewhere", fakeArxiv([]), "invalid", /only papers on arXiv can be fetched/],
    ["2601.00001", fakeArxiv([]), "not-found", /^arXiv knows no paper with the id 2601.00001; /],
    ["2601.00009", fakeArxiv([withdrawn]), "unprocessable", /^This paper was withdrawn by its authors, /],
    ["2601.00010", fakeArxiv([removed]), "unprocessable", /^This paper was withdrawn by arXiv, /],
    ["2601.00001", unavailableArxiv, "unavailable", /^arXiv does not answer just now; /],
  ])("of %s gives the reason and writes nothing", async (id, client, code, message) => {
    const viewer = await makePerson();
    const before = await written();
    const refusal = { code, message: expect.stringMatching(message) };
    await expect(prepareSubmission(viewer, id, { client, now })).rejects.toMatchObject(refusal);
    await expect(submitPaper(viewer, form(id), { client, ...moment })).rejects.toMatchObject(refusal);
    expect(await written()).toEqual(before);
  });

  it("is given to a banned account for any input", async () => {
    const viewer = await makePerson({ bannedAt: now });
    const record = makeRecord();
    const client = fakeArxiv([record]);
    for (const id of [record.arxivId, (await makePaper()).key, "nonsense"])
      await expect(submitPaper(viewer, form(id), { client, ...moment })).rejects.toMatchObject({
        code: "forbidden",
        message: "This account is banned and cannot submit papers.",
      });
    expect(client.requestedIds).toEqual([]);
  });

  it("is given for a removed paper", async () => {
    const viewer = await makePerson();
    const hidden = await makePaper({ status: "hidden", doi: "10.5555/gone" });
    for (const id of [hidden.key, "10.5555/gone"])
      await expect(submitPaper(viewer, form(id), { client: fakeArxiv([]), ...moment })).rejects.toMatchObject(
        {
          code: "gone",
          message: "This paper was removed from the hub.",
        },
      );
  });
});

describe("the same work under another id", () => {
  it("is recognised by its DOI", async () => {
    const viewer = await makePerson();
    const paper = await makePaper({ doi: "10.5555/same" });
    const record = makeRecord({ doi: "10.5555/SAME" });
    const deps = { client: fakeArxiv([record]), ...moment };
    expect(await prepareSubmission(viewer, record.arxivId, deps)).toMatchObject({
      kind: "duplicate",
      duplicate: { key: paper.key, by: "doi" },
    });
    await expect(submitPaper(viewer, form(record.arxivId), deps)).rejects.toMatchObject({
      code: "conflict",
      message: `A paper with the same DOI is here already: “${paper.title}” (/papers/${paper.key}).`,
    });
  });

  it("is recognised by its title in any spelling when an author is the same", async () => {
    const viewer = await makePerson();
    const paper = await makePaper({ title: "On Twins of Things" });
    const record = makeRecord({ title: "On “twins” – of things!" });
    const deps = { client: fakeArxiv([record]), ...moment };
    await expect(submitPaper(viewer, form(record.arxivId), deps)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(`(/papers/${paper.key})`),
    });
  });

  it("is a different work when the authors differ or the other paper is hidden", async () => {
    const viewer = await makePerson();
    await makePaper({ title: "A survey", authors: ["Emmy Noether"], authorSlugs: ["emmy-noether"] });
    await makePaper({ title: "A survey", status: "hidden" });
    const record = makeRecord({ title: "A Survey" });
    const deps = { client: fakeArxiv([record]), ...moment };
    expect(await submitPaper(viewer, form(record.arxivId), deps)).toMatchObject({ isNew: true });
  });
});

describe("the daily limit", () => {
  const sendAll = async (viewer: Parameters<typeof submitPaper>[0], count: number, at = now) => {
    const records = Array.from({ length: count }, () => makeRecord());
    const client = fakeArxiv(records);
    for (const { arxivId } of records)
      await submitPaper(viewer, form(arxivId), { client, now: at, timeZone: "UTC" });
  };

  it("is two papers for an account less than a day old", async () => {
    const viewer = await makePerson({ createdAt: new Date("2026-03-10T00:00:00Z") });
    await sendAll(viewer, 2);
    await expect(sendAll(viewer, 1)).rejects.toMatchObject({
      code: "too-many",
      message: expect.stringMatching(/^A new account submits at most 2 papers/),
    });
    await sendAll(viewer, 1, new Date("2026-03-11T00:00:01Z"));
  });

  it("is ten papers in 24 hours for others, and unlimited for curators", async () => {
    const viewer = await makePerson();
    const curator = await makePerson({ role: "curator" });
    await sendAll(viewer, 10);
    await expect(sendAll(viewer, 1)).rejects.toMatchObject({
      code: "too-many",
      message: expect.stringMatching(/^You have submitted 10 papers within a day/),
    });
    await sendAll(viewer, 1, new Date("2026-03-11T12:00:01Z"));
    await sendAll(curator, 11);
  });

  it("cannot be exceeded by concurrent submissions, and listed papers do not count", async () => {
    const viewer = await makePerson({ createdAt: new Date("2026-03-10T00:00:00Z") });
    const records = Array.from({ length: 6 }, () => makeRecord());
    const client = fakeArxiv(records);
    const answers = await Promise.allSettled(
      records.map(({ arxivId }) => submitPaper(viewer, form(arxivId), { client, ...moment })),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(await getDb().paper.count({ where: { submitterId: viewer.id } })).toBe(2);
    const known = await makePaper();
    expect(await submitPaper(viewer, form(known.key), { client, ...moment })).toMatchObject({ isNew: false });
  });
});
