import { describe, expect, it } from "vitest";
import { findCycles, findWay, runGraph } from "./imports";
import { databaseReaches, layerBreaks } from "./layers";
import { listCode, listSources } from "./sources";

describe("who may import whom", { timeout: 180_000 }, () => {
  it("keeps to the layers: app, components, lib, and the order of nouns in lib", () => {
    expect(layerBreaks(listCode())).toEqual([]);
  });

  it("keeps the database out of components", () => {
    expect(databaseReaches(listCode())).toEqual([]);
  });

  it("goes in no circles", () => {
    const graph = runGraph([...listCode(), ...listSources(["e2e"])]);
    expect(findCycles(graph).map((cycle) => cycle.join(" → "))).toEqual([]);
  });
});

describe("ways over the graph", () => {
  const graph = new Map([
    ["a", ["b", "c"]],
    ["b", ["d"]],
    ["c", []],
    ["d", ["b"]],
  ]);

  it("finds the shortest one, or none", () => {
    expect(findWay(graph, "a", "d")).toEqual(["a", "b", "d"]);
    expect(findWay(graph, "c", "a")).toBeNull();
  });

  it("finds each circle once", () => {
    expect(findCycles(graph).map((cycle) => [...cycle].sort())).toEqual([["b", "d"]]);
  });
});
