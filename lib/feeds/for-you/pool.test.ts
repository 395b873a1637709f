import { expect, test } from "vitest";
import { follow, paper, place, reader } from "@/e2e/support/made-place";
import { idsOfFollowed, indexRefs } from "@/lib/feeds/for-you/pool";
import { termsOf } from "@/lib/feeds/for-you/score";

const papers = [
  paper,
  { ...paper, id: 2, topics: ["math.GT", "cs.CL"], authorSlugs: ["ada-lovelace"], submitter: null },
  { ...paper, id: 3, topics: ["math.GT"], authorSlugs: [], submitter: "dave" },
];
const index = indexRefs(papers);
const withFollowed = (kind: "topic" | "author" | "person", ref: string) => [
  ...idsOfFollowed(index, reader({ follows: [follow(kind, ref)] }).followed),
];

test("followed topics, authors and submitters are looked up in the index", () => {
  expect(withFollowed("topic", "cs.CL")).toEqual([1, 2]);
  expect(withFollowed("author", "grace-hopper")).toEqual([1]);
  expect(withFollowed("person", "dave")).toEqual([3]);
  expect(withFollowed("topic", "cs.RO")).toEqual([]);
});

test("a paper has the same score with and without the index", () => {
  const follows = [
    follow("topic", "math.GT"),
    follow("author", "grace-hopper"),
    follow("search", "q=agents"),
  ];
  const given = reader({ follows });
  const found = new Map([[2, { follows: [follow("search", "q=agents")], people: 4 }]]);
  for (const one of papers)
    expect(
      termsOf(one, place({ reader: given, found, withFollowed: idsOfFollowed(index, given.followed) })),
    ).toEqual(termsOf(one, place({ reader: given, found })));
});
