import { describe, expect, it } from "vitest";
import { findCycles, findPath, runGraph } from "./imports";
import { databaseReaches, layerBreaks } from "./layers";
import { listCode, listSources } from "./sources";

describe("who may import whom", { timeout: 180_000 }, () => {
  it("keeps to the layers: app, components, lib, and the order of areas in lib", () => {
    expect(layerBreaks(listCode())).toEqual([]);
  });

  it("keeps the database out of components", () => {
    expect(databaseReaches(listCode())).toEqual([]);
  });

  it("has no cycles", () => {
    const graph = runGraph([...listCode(), ...listSources(["e2e"])]);
    expect(findCycles(graph).map((cycle) => cycle.join(" → "))).toEqual([]);
  });
});

describe("paths in the graph", () => {
  const graph = new Map([
    ["a", ["b", "c"]],
    ["b", ["d"]],
    ["c", []],
    ["d", ["b"]],
  ]);

  it("finds the shortest one, or none", () => {
    expect(findPath(graph, "a", "d")).toEqual(["a", "b", "d"]);
    expect(findPath(graph, "c", "a")).toBeNull();
  });

  it("finds each cycle once", () => {
    expect(findCycles(graph).map((cycle) => [...cycle].sort())).toEqual([["b", "d"]]);
  });
});
