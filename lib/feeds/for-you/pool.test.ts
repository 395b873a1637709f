import { expect, test } from "vitest";
import { follow, paper, place, reader } from "@/e2e/support/made-place";
import { indexRefs, touchedBy } from "@/lib/feeds/for-you/pool";
import { termsOf } from "@/lib/feeds/for-you/score";

const papers = [
  paper,
  { ...paper, id: 2, topics: ["math.GT", "cs.CL"], authorSlugs: ["ada-lovelace"], submitter: null },
  { ...paper, id: 3, topics: ["math.GT"], authorSlugs: [], submitter: "dave" },
];
const index = indexRefs(papers);
const touched = (kind: "topic" | "author" | "person", ref: string) => [
  ...touchedBy(index, reader({ follows: [follow(kind, ref)] }).followed),
];

test("what is followed leads to the papers that bear it", () => {
  expect(touched("topic", "cs.CL")).toEqual([1, 2]);
  expect(touched("author", "grace-hopper")).toEqual([1]);
  expect(touched("person", "dave")).toEqual([3]);
  expect(touched("topic", "cs.RO")).toEqual([]);
});

test("a paper scores the same, whether what touches it is known already or not", () => {
  const follows = [
    follow("topic", "math.GT"),
    follow("author", "grace-hopper"),
    follow("search", "q=agents"),
  ];
  const given = reader({ follows });
  const found = new Map([[2, { follows: [follow("search", "q=agents")], people: 4 }]]);
  for (const one of papers)
    expect(termsOf(one, place({ reader: given, found, touched: touchedBy(index, given.followed) }))).toEqual(
      termsOf(one, place({ reader: given, found })),
    );
});
