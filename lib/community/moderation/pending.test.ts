import { describe, expect, it } from "vitest";
import { makeRecord } from "@/e2e/support/arxiv-records";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { decideSubmission, listPending } from "@/lib/community/moderation/pending";
import { enterPaper, listOwnEntries } from "@/lib/community/submissions/by-hand";
import { byHandSchema } from "@/lib/community/submissions/schema";
import { priorHeat } from "@/lib/papers/heat";
import { findPaper } from "@/lib/papers/papers";
import { repairHeat } from "@/lib/papers/recount";
import { savePapers } from "@/lib/papers/save";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

const sentAt = { now: new Date("2026-03-10T12:00:00Z"), timeZone: "UTC" };
const later = { now: new Date("2026-03-11T20:00:00Z"), timeZone: "Asia/Tokyo" };
let count = 0;

function enter(viewer: Viewer, more: Record<string, string> = {}): Promise<string> {
  const entry = {
    title: `Waiting paper ${++count}`,
    authors: "Ada Lovelace",
    abstract: "We sum things, and find that they add up.",
    link: "https://example.org/paper.pdf",
    ...more,
  };
  return enterPaper(viewer, byHandSchema.parse(entry), sentAt);
}

async function scene(more: Record<string, string> = {}) {
  const curator = await makePerson({ role: "curator" });
  const viewer = await makePerson();
  return { curator, viewer, key: await enter(viewer, more) };
}

describe("a pending paper", () => {
  it("is shown to curators, oldest first", async () => {
    const { curator, viewer, key } = await scene();
    const second = await enter(viewer);
    const keys = (await listPending(curator)).map((paper) => paper.key);
    expect(keys.slice(-2)).toEqual([key, second]);
    expect((await listPending(curator)).at(-1)).toMatchObject({
      submitter: { username: viewer.username },
      sourceUrl: "https://example.org/paper.pdf",
    });
  });

  it("joins the feed of the day on which it is approved, with its submitter's name, once", async () => {
    const { curator, viewer, key } = await scene();
    expect(await decideSubmission(curator, key, "approved", later)).toBe(key);
    expect(
      await decideSubmission(curator, key, "approved", { ...later, now: new Date("2026-03-15T00:00:00Z") }),
    ).toBe(key);
    expect(await findPaper(key)).toMatchObject({
      status: "listed",
      announcedAt: later.now,
      day: new Date("2026-03-12"),
      heat: priorHeat(later.now),
      submitter: { username: viewer.username },
    });
    expect(await listOwnEntries(viewer)).toEqual([]);
    expect(await repairHeat({ mend: false })).toEqual([]);
  });

  it("gets its arXiv id as key when it links there, so that arXiv's record updates it", async () => {
    const { curator, viewer, key } = await scene({ link: "https://arxiv.org/abs/2603.44444v1" });
    expect(await decideSubmission(curator, key, "approved", later)).toBe("2603.44444");
    const record = makeRecord({ arxivId: "2603.44444", title: "Its real title" });
    await savePapers([record], { source: "arxiv", ...later });
    expect(await findPaper(key)).toBeNull();
    expect(await findPaper("2603.44444")).toMatchObject({ title: "Its real title", submitterId: viewer.id });
  });

  it("cannot be approved once the same paper is listed", async () => {
    const linked = await scene({ link: "https://arxiv.org/abs/2603.55555" });
    await makePaper({ key: "2603.55555", title: "Another title" });
    const titled = await scene({ title: "Twice sent" });
    await makePaper({ title: "Twice sent" });
    for (const { curator, key } of [linked, titled])
      await expect(decideSubmission(curator, key, "approved", later)).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("is here already"),
      });
  });

  it("is shown as declined to its submitter only, and stays declined", async () => {
    const { curator, viewer, key } = await scene();
    await decideSubmission(curator, key, "declined", later);
    await decideSubmission(curator, key, "declined", later);
    expect(await listOwnEntries(viewer)).toMatchObject([{ key, status: "declined" }]);
    expect((await listPending(curator)).map((paper) => paper.key)).not.toContain(key);
    await expect(decideSubmission(curator, key, "approved", later)).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("is the only kind of paper that can be decided on", async () => {
    const { curator } = await scene();
    const { key } = await makePaper();
    await expect(decideSubmission(curator, key, "declined", later)).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(decideSubmission(curator, "q-00000000", "declined", later)).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(decideSubmission(curator, "q-00000000", "approved", later)).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("is decided on by curators only", async () => {
    const { viewer, key } = await scene();
    const banned = await makePerson({ role: "curator", bannedAt: later.now });
    for (const person of [viewer, banned]) {
      await expect(listPending(person)).rejects.toMatchObject({ code: "forbidden" });
      await expect(decideSubmission(person, key, "approved", later)).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(decideSubmission(person, key, "declined", later)).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    expect(await findPaper(key)).toMatchObject({ status: "pending" });
  });
});
