import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { enterPaper, listOwnEntries } from "@/lib/community/submissions/by-hand";
import { byHandSchema } from "@/lib/community/submissions/schema";
import { findPaper, getListedPaper } from "@/lib/papers/papers";

withTestDb();

const moment = { now: new Date("2026-03-10T12:00:00Z"), timeZone: "UTC" };
let count = 0;
const entry = (more: Record<string, string> = {}) =>
  byHandSchema.parse({
    title: `A paper by hand ${++count}`,
    authors: "Ada Lovelace\nÉmilie du Châtelet",
    abstract: "We sum things, and find that they add up.",
    link: "https://example.org/paper.pdf",
    topics: "cs.CL",
    ...more,
  });

describe("a paper entered by hand", () => {
  it("waits under a key of the hub's own and is visible only to its submitter", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const input = entry();
    const key = await enterPaper(viewer, input, moment);
    expect(key).toMatch(/^q-[a-z0-9]{8}$/);
    expect(await findPaper(key)).toMatchObject({
      title: input.title,
      authors: input.authors,
      abstract: input.abstract,
      topics: ["cs.CL"],
      sourceUrl: input.link,
      doi: null,
      status: "pending",
      source: "submission",
      submitterId: viewer.id,
    });
    await expect(getListedPaper(key)).rejects.toMatchObject({ code: "not-found" });
    expect(await listOwnEntries(viewer)).toMatchObject([{ key, status: "pending" }]);
    expect(await listOwnEntries(other)).toEqual([]);
  });

  it("is read like a paper from arXiv, and what was typed is kept", async () => {
    const viewer = await makePerson();
    const typed = {
      title: 'Schr\\"odinger bridges: 10\\% of them',
      authors: "Paul Erd\\H{o}s",
      abstract: "We read \\emph{all} of it, and it takes $O(n)$.",
    };
    const key = await enterPaper(viewer, entry(typed), moment);
    expect(await enterPaper(viewer, entry(typed), moment)).toBe(key);
    const paper = await getDb().paper.findUnique({ where: { key }, include: { sourceText: true } });
    expect(paper).toMatchObject({
      title: "Schrödinger bridges: 10% of them",
      authors: ["Paul Erdős"],
      abstract: "We read all of it, and it takes $O(n)$.",
      sourceText: { ...typed, authors: [typed.authors] },
    });
  });

  it("needs a name that has a letter", async () => {
    await expect(enterPaper(await makePerson(), entry({ authors: "12" }), moment)).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("is stored once, even when sent repeatedly", async () => {
    const viewer = await makePerson();
    const input = entry();
    const keys = await Promise.all([1, 2, 3].map(() => enterPaper(viewer, input, moment)));
    expect(new Set(keys).size).toBe(1);
    expect(await getDb().paper.count({ where: { submitterId: viewer.id } })).toBe(1);
  });

  it("keeps the DOI from its link", async () => {
    const key = await enterPaper(
      await makePerson(),
      entry({ link: "https://doi.org/10.5555/by-hand" }),
      moment,
    );
    expect(await findPaper(key)).toMatchObject({ doi: "10.5555/by-hand" });
  });

  it("is refused when the paper is known by arXiv id, DOI, or title and author", async () => {
    const viewer = await makePerson();
    const paper = await makePaper({ title: "Here by now", doi: "10.5555/here" });
    const already = { code: "conflict", message: expect.stringContaining(`/papers/${paper.key}`) };
    const tries: Record<string, string>[] = [
      { link: `https://arxiv.org/abs/${paper.key}v2` },
      { link: "https://doi.org/10.5555/HERE" },
      { title: "Here, by now" },
    ];
    for (const given of tries)
      await expect(enterPaper(viewer, entry(given), moment)).rejects.toMatchObject(already);
    const hidden = await makePaper({ status: "hidden" });
    await expect(
      enterPaper(viewer, entry({ link: `https://arxiv.org/abs/${hidden.key}` }), moment),
    ).rejects.toMatchObject({ code: "gone" });
    expect(await listOwnEntries(viewer)).toEqual([]);
  });

  it("counts towards the daily limit and is refused from banned accounts", async () => {
    const fresh = await makePerson({ createdAt: moment.now });
    for (let times = 0; times < 2; times++) await enterPaper(fresh, entry(), moment);
    await expect(enterPaper(fresh, entry(), moment)).rejects.toMatchObject({ code: "too-many" });
    const banned = await makePerson({ bannedAt: moment.now });
    await expect(enterPaper(banned, entry(), moment)).rejects.toMatchObject({ code: "forbidden" });
  });
});
