import { expect, it } from "vitest";
import { makeCited } from "@/e2e/support/made-cited";
import { readCoins } from "@/e2e/support/read-coins";
import { toCoins } from "@/lib/programs/formats/coins";

it("describes a paper as a preprint in OpenURL's Dublin Core format", () => {
  const paper = makeCited({ authors: ["Ludwig van Beethoven", "ATLAS Collaboration", "李明"] });
  expect(readCoins(toCoins(paper))).toEqual({
    type: "preprint",
    title: "A bound on x² for BERT",
    // The comma keeps Zotero from taking "Collaboration" for a family name.
    creators: ["van Beethoven, Ludwig", "ATLAS Collaboration,", "李, 明"],
    date: "2026-03-02",
    doi: "10.48550/arXiv.2603.00001",
    url: "https://arxiv.org/abs/2603.00001",
  });
});

it("keeps its parts separate, whatever the title contains", () => {
  const title = `Q&A: 100% = "a+b"; <i>&rft.title=x</i> é 数`;
  const doi = "10.1000/a&b=c#d";
  const told = readCoins(
    toCoins(makeCited({ key: "q-abcd1234", title, doi, sourceUrl: "https://a.example/?b=c&d" })),
  );
  expect(told).toMatchObject({ title, doi, url: "https://a.example/?b=c&d" });
});

it("contains at most forty authors, and no unknown values", () => {
  const authors = Array.from({ length: 3000 }, (_, i) => `Ada Author${i}`);
  const told = readCoins(toCoins(makeCited({ key: "q-abcd1234", authors })));
  expect(told.creators).toHaveLength(40);
  expect([told.doi, told.url]).toEqual([null, null]);
});
