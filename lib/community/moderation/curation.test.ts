import { describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import {
  changePaper,
  featurePaper,
  hidePaper,
  listHidden,
  paperChangeSchema,
  unfeaturePaper,
  unhidePaper,
} from "@/lib/community/moderation/curation";
import { findPaper, getListedPaper } from "@/lib/papers/papers";
import { upvotePaper } from "@/lib/papers/upvotes";

withTestDb();

const now = new Date("2026-03-10T12:00:00Z");
const change = paperChangeSchema.parse({
  title: "A better Title",
  abstract: "We say it better than we did before.",
  topics: "cs.LG, stat.ML cs.LG",
  codeUrl: "https://example.org/code",
  projectUrl: "",
});

async function scene() {
  return {
    curator: await makePerson({ role: "curator" }),
    moderator: await makePerson({ role: "moderator" }),
    member: await makePerson(),
    paper: await makePaper(),
  };
}

describe("a curator", () => {
  it("features and unfeatures a paper; repeating changes nothing", async () => {
    const { curator, paper } = await scene();
    await featurePaper(curator, paper.key, now);
    await featurePaper(curator, paper.key, new Date("2026-03-11T00:00:00Z"));
    expect((await findPaper(paper.key))?.featuredAt).toEqual(now);
    await unfeaturePaper(curator, paper.key);
    expect((await findPaper(paper.key))?.featuredAt).toBeNull();
  });

  it("corrects a paper's fields and its folded title", async () => {
    const { curator } = await scene();
    const paper = await makePaper({
      codeUrl: "https://example.org/old",
      codeStars: 12,
      projectUrl: "https://example.org/",
      updatedAt: now,
    });
    await changePaper(curator, paper.key, change);
    const edited = await getListedPaper(paper.key);
    expect(edited).toMatchObject({
      title: "A better Title",
      titleKey: "abettertitle",
      topics: ["cs.LG", "stat.ML"],
      projectUrl: null,
      codeUrl: "https://example.org/code",
      codeStars: null,
      authors: paper.authors,
    });
    expect(edited.updatedAt.getTime()).toBeGreaterThan(now.getTime());
  });

  it("keeps the star count when the code URL stays the same", async () => {
    const { curator } = await scene();
    const paper = await makePaper({ codeUrl: "https://example.org/code", codeStars: 12 });
    await changePaper(curator, paper.key, change);
    expect((await findPaper(paper.key))?.codeStars).toBe(12);
  });

  it("cannot do either with papers that are not listed", async () => {
    const { curator } = await scene();
    const { key } = await makePaper({ status: "hidden" });
    await expect(featurePaper(curator, key)).rejects.toMatchObject({ code: "not-found" });
    await expect(changePaper(curator, key, change)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a moderator", () => {
  it("hides a paper and lists it again unchanged", async () => {
    const { moderator, member, paper } = await scene();
    await upvotePaper(member, paper.key, now);
    for (const _ of [1, 2]) await hidePaper(moderator, paper.key);
    await expect(getListedPaper(paper.key)).rejects.toMatchObject({ code: "not-found" });
    await expect(upvotePaper(member, paper.key, now)).rejects.toMatchObject({ code: "not-found" });
    expect((await listHidden(moderator)).map(({ key }) => key)).toContain(paper.key);
    for (const _ of [1, 2]) await unhidePaper(moderator, paper.key);
    expect(await getListedPaper(paper.key)).toMatchObject({ upvotes: 1, day: paper.day });
  });

  it("cannot list papers that were never listed or do not exist", async () => {
    const { moderator } = await scene();
    const { key } = await makePaper({ status: "pending" });
    for (const missing of [key, "2600.00001"]) {
      await expect(unhidePaper(moderator, missing)).rejects.toMatchObject({ code: "not-found" });
      await expect(hidePaper(moderator, missing)).rejects.toMatchObject({ code: "not-found" });
    }
  });
});

it("others are refused", async () => {
  const { curator, member, paper } = await scene();
  const forbidden = { code: "forbidden" };
  await expect(featurePaper(member, paper.key)).rejects.toMatchObject(forbidden);
  await expect(changePaper(member, paper.key, change)).rejects.toMatchObject(forbidden);
  await expect(hidePaper(curator, paper.key)).rejects.toMatchObject(forbidden);
  await expect(unhidePaper(curator, paper.key)).rejects.toMatchObject(forbidden);
  await expect(listHidden(curator)).rejects.toMatchObject(forbidden);
  expect(await findPaper(paper.key)).toMatchObject({
    title: paper.title,
    featuredAt: null,
    status: "listed",
  });
});
