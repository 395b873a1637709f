import { expect, it } from "vitest";
import { makeCited } from "@/e2e/support/made-cited";
import { citationKey, citationKeys } from "@/lib/programs/formats/csl";

const date = new Date("2017-06-12T00:00:00Z");

it.each([
  ["Attention Is All You Need", "Ashish Vaswani", "vaswani2017attention"],
  ["The $\\alpha$-BERT", "Ludwig van Beethoven", "beethoven2017bert"],
  ["On the Naïve Éléments", "Jürgen Müller", "muller2017naive"],
  ["3D Gaussians", "ATLAS Collaboration", "atlas20173d"],
  ["深度学习", "李明", "paper2017"],
  ["How to", "Madonna", "madonna2017how"],
])("%s by %s is cited as %s", (title, author, key) => {
  expect(citationKey(makeCited({ title, authors: [author], publishedAt: date }))).toBe(key);
});

it("lets the oldest paper keep a key, in any order of papers", () => {
  const papers = [
    makeCited({ key: "1706.00003", publishedAt: new Date("2026-03-03") }),
    makeCited({ key: "1706.00001", publishedAt: new Date("2026-03-01") }),
    makeCited({ key: "1706.00002", publishedAt: new Date("2026-03-01") }),
  ];
  const expected = ["lovelace2026boundb", "lovelace2026bound", "lovelace2026bounda"];
  expect(citationKeys(papers)).toEqual(expected);
  expect(citationKeys([...papers].reverse())).toEqual([...expected].reverse());
});

it("never gives a key twice, even beyond z or if a word ends like a suffix", () => {
  const many = Array.from({ length: 60 }, (_, i) => makeCited({ key: `1706.${10000 + i}` }));
  const near = makeCited({ key: "1706.99999", title: "Bounda" });
  const keys = citationKeys([...many, near]);
  expect(new Set(keys).size).toBe(61);
  expect(keys).toContain("lovelace2026boundaa");
});

it("works without authors", () => expect(citationKey(makeCited({ authors: [] }))).toBe("paper2026bound"));
