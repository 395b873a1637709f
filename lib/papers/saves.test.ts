import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { isSaved, savePaper, unsavePaper } from "@/lib/papers/saves";

withTestDb();

const at = (minute: number) => new Date(Date.UTC(2026, 2, 12, 9, minute));

describe("saving a paper", () => {
  it("keeps it once, from the first time on, however often it is asked", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const paper = await makePaper();
    await Promise.all([savePaper(viewer, paper.key, at(1)), savePaper(viewer, paper.key, at(1))]);
    await savePaper(viewer, paper.key, at(5));
    expect(await getDb().save.findMany({ where: { paperId: paper.id } })).toEqual([
      { userId: viewer.id, paperId: paper.id, savedAt: at(1) },
    ]);
    expect(await isSaved(viewer, paper.id)).toBe(true);
    expect(await isSaved(other, paper.id)).toBe(false);
    expect(await isSaved(null, paper.id)).toBe(false);
  });

  it("is of listed papers alone", async () => {
    const viewer = await makePerson();
    const { key } = await makePaper({ status: "pending" });
    for (const none of [key, "2603.99999", ""])
      await expect(savePaper(viewer, none)).rejects.toMatchObject({ code: "not-found" });
    expect(await getDb().save.count({ where: { userId: viewer.id } })).toBe(0);
  });
});

describe("taking it off the list", () => {
  it("may be done again, and touches nobody else's", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const paper = await makePaper();
    for (const person of [viewer, other]) await savePaper(person, paper.key);
    await unsavePaper(viewer, paper.key);
    await unsavePaper(viewer, paper.key);
    expect(await isSaved(viewer, paper.id)).toBe(false);
    expect(await isSaved(other, paper.id)).toBe(true);
  });

  it("works for a paper that was hidden since, and tells no other that it is there", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const paper = await makePaper();
    await savePaper(viewer, paper.key);
    await getDb().paper.update({ where: { id: paper.id }, data: { status: "hidden" } });
    await expect(unsavePaper(other, paper.key)).rejects.toMatchObject({ code: "not-found" });
    await unsavePaper(viewer, paper.key);
    expect(await isSaved(viewer, paper.id)).toBe(false);
    await expect(unsavePaper(viewer, "2603.99999")).rejects.toMatchObject({ code: "not-found" });
  });
});

it("ends with the account, and with the paper", async () => {
  const viewer = await makePerson();
  const paper = await makePaper();
  await savePaper(viewer, paper.key);
  await getDb().user.delete({ where: { id: viewer.id } });
  expect(await getDb().save.count({ where: { paperId: paper.id } })).toBe(0);
});
