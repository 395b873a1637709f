import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { areasBlock, listAreas } from "./areas";
import { findCycles, importGraph } from "./imports";
import { moduleOf } from "./layers";
import { listCode, listSources } from "./sources";

// A module is a folder of lib/, or a folder at the top; a dependency is one module importing from another, types included.
const code = importGraph(listCode());
const modules = new Map<string, Set<string>>();
for (const [from, targets] of code)
  for (const to of targets) {
    const own = moduleOf(from);
    const known = modules.get(own) ?? new Set<string>();
    if (moduleOf(to) !== own) known.add(moduleOf(to));
    modules.set(own, known);
  }

describe("modules", () => {
  it("are at most 26, with at most 130 dependencies between them", () => {
    const dependencies = [...modules.values()].reduce((sum, targets) => sum + targets.size, 0);
    expect(modules.size).toBeLessThanOrEqual(26);
    expect(dependencies).toBeLessThanOrEqual(130);
  });

  it("have no import cycles, types included", () => {
    const graph = new Map([...modules].map(([name, targets]) => [name, [...targets]]));
    expect(findCycles(graph)).toEqual([]);
  });

  it("have no import cycles between files, types included", () => {
    const all = importGraph([...listCode(), ...listSources(["e2e"])]);
    expect(findCycles(all).map((cycle) => cycle.join(" → "))).toEqual([]);
  });
});

describe("the list of areas", () => {
  it("names folders of lib/ that exist", () => {
    expect(listAreas().filter(({ name }) => !existsSync(`lib/${name}`))).toEqual([]);
  });

  it.each(["README.md", "lib/README.md"])("is printed in %s", (file) => {
    expect(readFileSync(file, "utf8")).toContain(areasBlock());
  });
});

it("README.md is at most 8 kB", () => {
  expect(readFileSync("README.md").byteLength).toBeLessThanOrEqual(8192);
});
