import { expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { listFeed } from "@/lib/feeds/list-feed";

withTestDb();

it("an archive that was a topic once lists the papers of all its topics", async () => {
  const papers = await Promise.all(
    [["astro-ph"], ["astro-ph.GA", "hep-th"], ["hep-th"]].map((topics) => makePaper({ topics })),
  );
  const ids = papers.map(({ id }) => id);
  const of = async (topic: string) => {
    const { items } = await listFeed({ kind: "papers", order: "newest", topic }, { viewer: null });
    return items.map(({ id }) => ids.indexOf(id)).sort();
  };
  expect(await of("astro-ph")).toEqual([0, 1]);
  expect(await of("astro-ph.GA")).toEqual([1]);
  expect(await of("hep-th")).toEqual([1, 2]);
});
