import { describe, expect, it } from "vitest";
import { findCycles, findPath, runGraph } from "./imports";
import { databaseReaches, layerBreaks } from "./layers";
import { listCode, listSources } from "./sources";

describe("imports", { timeout: 180_000 }, () => {
  it("keep to the layers: app, components, lib, and the order of areas in lib", () => {
    expect(layerBreaks(listCode())).toEqual([]);
  });

  it("keep the database out of components", () => {
    expect(databaseReaches(listCode())).toEqual([]);
  });

  it("have no cycles at run time", () => {
    const graph = runGraph([...listCode(), ...listSources(["e2e"])]);
    expect(findCycles(graph).map((cycle) => cycle.join(" → "))).toEqual([]);
  });
});

describe("the search for paths in a graph", () => {
  const graph = new Map([
    ["a", ["b", "c"]],
    ["b", ["d"]],
    ["c", []],
    ["d", ["b"]],
  ]);

  it("finds the shortest path, or none", () => {
    expect(findPath(graph, "a", "d")).toEqual(["a", "b", "d"]);
    expect(findPath(graph, "c", "a")).toBeNull();
  });

  it("finds each cycle once", () => {
    expect(findCycles(graph).map((cycle) => [...cycle].sort())).toEqual([["b", "d"]]);
  });
});
