import { describe, expect, it } from "vitest";
import { along, colourOf, dotWords, majorLabels, mapAddress, sizeOf } from "@/components/map/map-words";
import { heatTime } from "@/lib/papers/heat";

const now = new Date("2026-03-02T12:00:00Z");
const heat = (votes: number) => Math.log2(votes) + heatTime(now);

it.each([
  [0.01, "s0"],
  [0.9, "s0"],
  [1, "s1"],
  [3.9, "s2"],
  [9, "s4"],
  [500, "s5"],
])("%d votes cast now are a dot of size %s", (votes, size) => expect(sizeOf(heat(votes), now)).toBe(size));

it("addresses are short, places have a margin", () => {
  expect([mapAddress("week"), mapAddress("all"), mapAddress("month", "cs.CL")]).toEqual([
    "/map",
    "/map?window=all",
    "/map?window=month&topic=cs.CL",
  ]);
  expect([along(0), along(0.5), along(1)]).toEqual(["4.0%", "50.0%", "96.0%"]);
});

it("a phone shows the labels of the largest neighbourhoods that do not overlap", () => {
  const at = (label: string, x: number, y: number) => ({ label, x, y });
  const crowded = [at("relation extraction", 0.7, 0.7), at("AI agents", 0.85, 0.72), at("robots", 0.7, 0.9)];
  expect([...majorLabels(crowded)]).toEqual(["relation extraction", "robots"]);
  const many = Array.from({ length: 9 }, (_, i) => at(`label ${i}`, 0.5, i / 9));
  expect(majorLabels(many).size).toBe(5);
});

it("a topic's colour does not depend on its number of papers", () => {
  const topics = ["cs.LG", "cs.CL"].map((topic, i) => ({ topic, papers: 9 - i }));
  expect(colourOf("cs.CL", { topics })).toBe(colourOf("cs.CL", { topics: topics.toReversed() }));
  expect(colourOf("cs.CL", { topics })).not.toBe(colourOf("cs.LG", { topics }));
  expect(colourOf("math.AG", { topics })).toBe("t7");
});

describe("a dot", () => {
  const dot = {
    key: "1",
    title: "On $x^2$",
    authors: ["Ada"],
    topic: "cs.CL",
    heat: 1,
    upvotes: 1,
    x: 0,
    y: 0,
  };
  it("says title, authors, votes and topic", () => {
    expect(dotWords(dot)).toBe("On x²\nAda\n1 upvote · cs.CL");
    expect(dotWords({ ...dot, authors: ["Ada", "Bo", "Cy"], topic: "", upvotes: 0 })).toBe(
      "On x²\nAda and 2 more\n0 upvotes",
    );
    expect(dotWords({ ...dot, authors: ["Ada", "Bo"] })).toContain("Ada, Bo");
  });
});
