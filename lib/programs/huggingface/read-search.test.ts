import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeHubDir } from "@/e2e/support/hub-dir";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig } from "@/lib/base/config";
import { dailyItemShape } from "@/lib/programs/huggingface/contract";
import { searchPapers } from "@/lib/programs/huggingface/read-papers";
import { searchPapersQuery } from "@/lib/programs/huggingface/requests";
import { rebuildTable } from "@/lib/search/write-table";

withTestDb();

const dir = makeHubDir("api-search");
amendConfig({ QUIRE_DIR: dir });
afterAll(() => rmSync(dir, { recursive: true, force: true }));

beforeAll(async () => {
  for (let i = 1; i <= 130; i++)
    await makePaper({ key: `2603.${20_000 + i}`, title: `Vision and language ${i}`, titleKey: `vision${i}` });
  await makePaper({ key: "cs/0112017", title: "Bayesian logic programs", titleKey: "bayesian" });
  await rebuildTable(384);
});

const search = async (q: string, limit = "20") => searchPapers(searchPapersQuery.parse({ q, limit }));

describe("a search", () => {
  it("gives items in the shape of the daily feed", async () => {
    const items = await search("vision language");
    expect(items).toHaveLength(20);
    for (const item of items)
      expect(dailyItemShape.strict().safeParse(JSON.parse(JSON.stringify(item))).error).toBeUndefined();
  });

  it("gives the requested number, even more than a page of a feed", async () => {
    const found = (await search("vision language", "120")).map(({ paper }) => paper.id);
    expect(found).toHaveLength(120);
    expect(new Set(found).size).toBe(120);
    expect(found.slice(0, 20)).toEqual((await search("vision language")).map(({ paper }) => paper.id));
  });

  it("finds the paper of an id first", async () => {
    for (const q of ["2603.20077", "arXiv:2603.20077v2", "https://arxiv.org/abs/2603.20077"])
      expect((await search(q))[0]?.paper.id, q).toBe("2603.20077");
    expect((await search("cs/0112017"))[0]?.paper.id).toBe("cs/0112017");
  });

  it("finds nothing if nothing matches", async () => {
    expect(await search("zzyzx qwrtp")).toEqual([]);
  });
});
