import { expect, it } from "vitest";
import { nameGroups } from "@/lib/taste/names";

const others = Array.from({ length: 20 }, (_, i) => ({ keywords: [`matter ${i}`] }));

it("names a group by what its papers share, else by keywords of several words, keywords, a title", () => {
  const groups = [
    [{ keywords: ["robot arms"] }, { keywords: ["robot arms", "grasping"] }],
    [{ keywords: ["FACET", "terminal tasks"] }, { keywords: ["world models"] }],
    [{ keywords: ["FACET2"] }],
    [{ keywords: [], title: "On things" }],
    [],
  ];
  expect(nameGroups(groups, others)).toEqual([
    ...["robot arms", "terminal tasks", "FACET2", "On things", "Papers you like"],
  ]);
});
