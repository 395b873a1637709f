import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { isSaved, savePaper, unsavePaper } from "@/lib/papers/saves";

withTestDb();

const at = (minute: number) => new Date(Date.UTC(2026, 2, 12, 9, minute));

describe("saving a paper", () => {
  it("saves it once and keeps the first time when repeated", async () => {
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

  it("works for listed papers only", async () => {
    const viewer = await makePerson();
    const { key } = await makePaper({ status: "pending" });
    for (const none of [key, "2603.99999", ""])
      await expect(savePaper(viewer, none)).rejects.toMatchObject({ code: "not-found" });
    expect(await getDb().save.count({ where: { userId: viewer.id } })).toBe(0);
  });
});

describe("unsaving a paper", () => {
  it("can be repeated and leaves other people's saves alone", async () => {
    const viewer = await makePerson();
    const other = await makePerson();
    const paper = await makePaper();
    for (const person of [viewer, other]) await savePaper(person, paper.key);
    await unsavePaper(viewer, paper.key);
    await unsavePaper(viewer, paper.key);
    expect(await isSaved(viewer, paper.id)).toBe(false);
    expect(await isSaved(other, paper.id)).toBe(true);
  });

  it("works for a paper hidden since, without revealing it to others", async () => {
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

it("saves are deleted with the account", async () => {
  const viewer = await makePerson();
  const paper = await makePaper();
  await savePaper(viewer, paper.key);
  await getDb().user.delete({ where: { id: viewer.id } });
  expect(await getDb().save.count({ where: { paperId: paper.id } })).toBe(0);
});
