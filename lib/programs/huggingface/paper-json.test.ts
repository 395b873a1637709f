import { describe, expect, it } from "vitest";
import { makePaper, makePerson, summaryOf } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { addComment } from "@/lib/community/comments/comments";
import { dailyItemShape, paperInfoShape } from "@/lib/programs/huggingface/contract";
import { readObjectId } from "@/lib/programs/huggingface/object-ids";
import {
  findPaperRow,
  listPaperRows,
  toDailyItemJson,
  toPaperInfoJson,
} from "@/lib/programs/huggingface/paper-json";

withTestDb();

const asSent = (value: unknown) => JSON.parse(JSON.stringify(value));

async function shown(given: Parameters<typeof makePaper>[0] = {}) {
  const { key } = await makePaper(given);
  return itemOf(key);
}

async function itemOf(key: string) {
  const row = await findPaperRow(key);
  if (!row) throw new Error("not listed");
  return { item: asSent(toDailyItemJson(row)), info: asSent(toPaperInfoJson(row)), row };
}

describe("a bare paper", () => {
  it("leaves out unknown values, and gives zero counts", async () => {
    const { item, info } = await shown({ key: "2603.20001" });
    expect(dailyItemShape.strict().safeParse(item).error).toBeUndefined();
    expect(paperInfoShape.strict().safeParse(info).error).toBeUndefined();
    expect(item).toMatchObject({
      upvotes: 0,
      numComments: 0,
      isAuthorParticipating: false,
      projectPage: null,
    });
    expect(item.thumbnail).toMatch(/^http:\/\/localhost:\d+\/og\/2603\.20001$/);
    expect(info).toMatchObject({
      linkedModels: [],
      linkedDatasets: [],
      linkedSpaces: [],
      numTotalModels: 0,
      numTotalDatasets: 0,
      numTotalSpaces: 0,
    });
    for (const key of ["ai_summary", "ai_keywords", "githubRepo", "githubStars", "organization"]) {
      expect(item).not.toHaveProperty(key);
      expect(info).not.toHaveProperty(key);
    }
    expect(info).not.toHaveProperty("withdrawnAt");
  });
});

describe("a paper with all fields", () => {
  it("has them inside `paper` and again at the top", async () => {
    const paper = await makePaper({
      codeUrl: "https://github.com/a/b",
      codeStars: 12,
      projectUrl: "https://example.org/",
      organization: "Université de X",
      keywords: ["Attention", "long context"],
      upvotes: 3,
      commentCount: 2,
    });
    const enrichment = {
      keywords: ["attention", "memory"],
      summary: "It holds.",
      summaryOf: summaryOf(paper),
    };
    await getDb().enrichment.create({
      data: { paperId: paper.id, paperUpdatedAt: paper.updatedAt, ...enrichment },
    });
    const known = {
      githubRepo: "https://github.com/a/b",
      githubStars: 12,
      projectPage: "https://example.org/",
      upvotes: 3,
      ai_summary: "It holds.",
      ai_keywords: ["Attention", "long context", "memory"],
      organization: {
        _id: expect.stringMatching(/^[0-9a-f]{24}$/),
        name: "universite-de-x",
        fullname: "Université de X",
      },
    };
    const { item, info } = await itemOf(paper.key);
    expect(item).toMatchObject({ ...known, numComments: 2, paper: { ...known, githubRepoAddedBy: "auto" } });
    expect(info).toMatchObject({ ...known, numComments: 2 });
  });

  it("gives only GitHub repositories as such, and whether a person added them", async () => {
    const elsewhere = await shown({ codeUrl: "https://gitlab.com/a/b", codeStars: 5 });
    expect(elsewhere.info).not.toHaveProperty("githubRepo");
    expect(elsewhere.info).not.toHaveProperty("githubStars");
    const added = await shown({ codeUrl: "https://github.com/a/b", source: "submission" });
    expect(added.info.githubRepoAddedBy).toBe("user");
  });

  it("has its models, datasets and Spaces at Hugging Face, and its first repository on GitHub", async () => {
    const { key, id } = await makePaper();
    const links = [
      ["code", "https://gitlab.com/a/b", "abstract"],
      ["code", "https://github.com/a/b", "abstract"],
      ["model", "https://huggingface.co/a/m", "comment"],
      ["model", "https://modelscope.cn/models/a/m", "comment"],
      ["dataset", "https://huggingface.co/datasets/a/d", "abstract"],
      ["space", "https://huggingface.co/spaces/a/s", "person"],
    ] as const;
    await getDb().paperLink.createMany({
      data: links.map(([kind, url, origin]) => ({ paperId: id, kind, url, origin })),
    });
    const { info } = await itemOf(key);
    expect(paperInfoShape.strict().safeParse(info).error).toBeUndefined();
    expect(info).toMatchObject({
      githubRepo: "https://github.com/a/b",
      githubRepoAddedBy: "auto",
      linkedModels: [{ id: "a/m", author: "a", tags: [] }],
      linkedDatasets: [{ id: "a/d", author: "a", tags: [] }],
      linkedSpaces: [{ id: "a/s", author: "a", tags: [] }],
      numTotalModels: 1,
      numTotalDatasets: 1,
      numTotalSpaces: 1,
    });
  });

  it("dates a withdrawal by the version that withdrew", async () => {
    const versions = [
      { version: 1, at: "2026-03-01T10:00:00Z" },
      { version: 2, at: "2026-03-05T10:00:00Z" },
    ];
    expect((await shown({ withdrawn: true, versions })).info.withdrawnAt).toBe("2026-03-05T10:00:00.000Z");
    expect((await shown({ withdrawn: true })).info.withdrawnAt).toBe("2026-03-02T12:00:00.000Z");
  });
});

describe("a paper's authors", () => {
  it("have ids that can be decoded to their place, and a person only if verified", async () => {
    const authors = ["Ada Lovelace", "Émilie du Châtelet", "Ada Lovelace"];
    const paper = await makePaper({ authors, authorSlugs: ["a", "b", "a"] });
    const ada = await makePerson();
    const other = await makePerson();
    const decidedAt = new Date("2026-03-04T12:00:00Z");
    const claims = [
      { userId: ada.id, authorName: "Ada Lovelace", status: "verified" as const, decidedAt },
      { userId: other.id, authorName: "Émilie du Châtelet" },
    ];
    await getDb().claim.createMany({ data: claims.map((claim) => ({ ...claim, paperId: paper.id })) });
    await getDb().user.update({ where: { id: ada.id }, data: { name: "Ada L.", role: "moderator" } });
    const { info } = await itemOf(paper.key);
    const places = info.authors.map(({ _id }: { _id: string }) => readObjectId(_id, "author"));
    expect(places).toEqual([0, 1, 2].map((place) => ({ kind: "author", id: paper.id, place })));
    expect(info.authors[0]).toMatchObject({
      name: "Ada Lovelace",
      hidden: false,
      status: "claimed_verified",
      statusLastChangedAt: "2026-03-04T12:00:00.000Z",
      user: { user: ada.username, fullname: "Ada L.", isMod: true, isPro: false, isHfAdmin: false },
    });
    for (const author of info.authors.slice(1))
      expect(Object.keys(author)).toEqual(["_id", "name", "hidden"]);
  });

  it("take part if one of them has a comment that is not deleted", async () => {
    const paper = await makePaper();
    const ada = await makePerson();
    await getDb().claim.create({
      data: { paperId: paper.id, userId: ada.id, authorName: "Ada Lovelace", status: "verified" },
    });
    expect((await itemOf(paper.key)).item.isAuthorParticipating).toBe(false);
    const { id } = await addComment(ada, paper.key, "Ask me anything.");
    expect((await itemOf(paper.key)).item.isAuthorParticipating).toBe(true);
    await getDb().comment.update({ where: { id }, data: { deletedAt: new Date(), body: "" } });
    expect((await itemOf(paper.key)).item.isAuthorParticipating).toBe(false);
  });
});

describe("people's pictures", () => {
  it("are the provider's if they use https, else the hub's own", async () => {
    const person = await makePerson();
    const { key } = await makePaper({ submitterId: person.id });
    const picture = async (image: string | null) => {
      await getDb().user.update({ where: { id: person.id }, data: { image } });
      return (await itemOf(key)).info.submittedOnDailyBy.avatarUrl;
    };
    expect(await picture("https://pictures.example/1.png")).toBe("https://pictures.example/1.png");
    for (const image of [null, "javascript:alert(1)", "http://pictures.example/1.png", "nonsense"])
      expect(await picture(image)).toMatch(
        new RegExp(`^http://localhost:\\d+/avatars/${person.username}\\.svg$`),
      );
  });
});

it("rows come in the requested order, without unlisted papers", async () => {
  const a = await makePaper();
  const b = await makePaper();
  const hidden = await makePaper({ status: "pending" });
  const rows = await listPaperRows([b.id, hidden.id, a.id]);
  expect(rows.map(({ id }) => id)).toEqual([b.id, a.id]);
  expect(await listPaperRows([])).toEqual([]);
  expect(await findPaperRow(hidden.key)).toBeNull();
});
