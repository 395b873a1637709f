import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { setOrganization } from "@/lib/community/organization";
import { findPaper } from "@/lib/papers/papers";

withTestDb();

const now = new Date("2026-03-05T12:00:00Z");
const stateOf = async (key: string) => {
  const paper = await findPaper(key);
  return [paper?.organization, paper?.organizationSlug, paper?.organizationCorrected];
};
const waitingJobs = async () =>
  (
    await getDb().$queryRaw<{ payload: { paperIds: number[] } }[]>`
      SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE t.identifier = 'tell-of-papers'`
  ).flatMap(({ payload }) => payload.paperIds);

describe("setting a paper's organisation", () => {
  it("changes it once, removes it, and makes it another for readers and programs", async () => {
    const person = await makePerson();
    const made = new Date("2026-03-02T12:00:00Z");
    const { key } = await makePaper({ submitterId: person.id, updatedAt: made });
    await setOrganization(person, key, "上海 AI Lab", now);
    expect(await stateOf(key)).toEqual(["上海 AI Lab", "上海-ai-lab", true]);
    const first = await findPaper(key);
    expect(first?.updatedAt.getTime()).toBeGreaterThan(made.getTime());
    await setOrganization(person, key, "上海 AI Lab", now);
    expect((await findPaper(key))?.updatedAt).toEqual(first?.updatedAt);
    await setOrganization(person, key, "", now);
    expect(await stateOf(key)).toEqual([null, null, true]);
    await setOrganization(person, key, "Another", now);
    expect(await stateOf(key)).toEqual(["Another", "another", true]);
  });

  it("confirms what an import said, so that another import does not change it", async () => {
    const curator = await makePerson({ role: "curator" });
    const { key } = await makePaper({ organization: "A Lab", organizationSlug: "a-lab" });
    await setOrganization(curator, key, "A Lab", now);
    expect(await stateOf(key)).toEqual(["A Lab", "a-lab", true]);
  });

  it("is for authors, the submitter and curators of listed papers", async () => {
    const person = await makePerson();
    const paper = await makePaper();
    const forbidden = { code: "forbidden" };
    await expect(setOrganization(person, paper.key, "A Lab", now)).rejects.toMatchObject(forbidden);
    const claim = { paperId: paper.id, userId: person.id, authorName: "Ada Lovelace" };
    await getDb().claim.create({ data: { ...claim, status: "verified" } });
    const banned = { ...person, banned: true };
    await expect(setOrganization(banned, paper.key, "A Lab", now)).rejects.toMatchObject(forbidden);
    await setOrganization(person, paper.key, "A Lab", now);
    expect(await stateOf(paper.key)).toEqual(["A Lab", "a-lab", true]);
    const curator = await makePerson({ role: "curator" });
    const hidden = await makePaper({ status: "hidden" });
    for (const key of [hidden.key, "2603.99999"])
      await expect(setOrganization(curator, key, "A Lab", now)).rejects.toMatchObject({ code: "not-found" });
  });

  it("announces a recent paper to those who follow the organisation, and no old one", async () => {
    const curator = await makePerson({ role: "curator" });
    const recent = await makePaper({
      announcedAt: minus(now, { days: 2 }),
      createdAt: minus(now, { days: 2 }),
    });
    const old = await makePaper({ announcedAt: minus(now, { days: 9 }), createdAt: minus(now, { days: 9 }) });
    for (const { key } of [recent, old]) await setOrganization(curator, key, "A Lab", now);
    await setOrganization(curator, recent.key, "A Lab", now);
    expect((await waitingJobs()).filter((id) => id === recent.id || id === old.id)).toEqual([recent.id]);
  });
});
