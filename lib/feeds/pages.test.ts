import { expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { plainMix } from "@/lib/feeds/for-you/mix";
import { getFrontPage, getPeriodPage } from "@/lib/feeds/pages";
import { changeReaderSettings } from "@/lib/feeds/taste/taste-settings";
import type { Viewer } from "@/lib/people/viewer";

withTestDb();

const now = new Date("2026-03-02T15:00:00Z");

it("the front page is a reader's own, unless they or the address ask for everyone's", async () => {
  const viewer = await makePerson();
  const front = (who: Viewer | null, query = {}) => getFrontPage({ viewer: who, query, now });
  expect(await front(viewer)).toMatchObject({ kind: "own", viewer, page: { own: { path: "/" } } });
  expect((await front(null)).kind).toBe("everyones");
  expect((await front(viewer, { window: "week" })).kind).toBe("everyones");
  expect((await front(viewer, { at: "2026-03-01" })).kind).toBe("everyones");
  await changeReaderSettings(viewer, { ownPage: false });
  expect((await front(viewer)).kind).toBe("everyones");
  const mixed = { kind: "own", page: { own: { mix: { ...plainMix, taste: 2 }, address: "/?taste=2" } } };
  expect(await front(viewer, { taste: "2" })).toMatchObject(mixed);
});

it("an own page names the listed paper on which feedback was just given", async () => {
  const viewer = await makePerson();
  const { key, title } = await makePaper();
  const said = async (text: string) => {
    const front = await getFrontPage({ viewer, query: { said: text }, now });
    return front.kind === "own" ? front.page.feedback : undefined;
  };
  expect(await said(`${key} less`)).toEqual({ paperKey: key, title, feedback: "less" });
  for (const text of ["2699.99999 less", `${key} nothing`, ""]) expect(await said(text)).toBeNull();
});

it("the page of a period has the title of its feed", async () => {
  const { key } = await makePaper({ announcedAt: now });
  const shown = await getPeriodPage("date", "2026-03-02", { viewer: null, query: {}, now });
  expect(shown).toMatchObject({
    title: expect.stringMatching(/^Papers of Monday,? 2 March$/),
    address: "/date/2026-03-02",
  });
  expect(shown?.page.items.map((paper) => paper.key)).toContain(key);
  expect(await getPeriodPage("date", "2026-02-30", { viewer: null, query: {}, now })).toBeNull();
});
