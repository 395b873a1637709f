import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

const forbidden = [
  "const all = { ...{ a, b }, c };",
  "const all = [...[a, b], c];",
  "call(...[a, b]);",
  "const element = <A {...{ a, b }} />;",
  "const [a, b] = [await x, await y];",
  "[a, b] = [await x, (await y) ?? 1];",
];

const allowed = [
  "const all = { ...(known && { a }), ...others };",
  "const all = [...(known ? [a] : []), ...others];",
  "const [a, b] = await Promise.all([x, y]);",
  "const [run, stop] = [async () => await x, y];",
  "const [a, b] = [1, 2];",
];

/** Lints each line as a file of its own, with only the project's own rule. @returns the lines with an error */
function linesWithErrors(lines: string[]): string[] {
  const dir = mkdtempSync(join(tmpdir(), "quire-lint-"));
  const settings = { plugins: [resolve(".config/line-savers.grit")], linter: { rules: { preset: "none" } } };
  writeFileSync(join(dir, "biome.json"), JSON.stringify(settings));
  for (const [i, line] of lines.entries()) writeFileSync(join(dir, `${i}.tsx`), line);
  const args = [resolve("node_modules/@biomejs/biome/bin/biome"), "lint", "--reporter=json"];
  const { stdout } = spawnSync(process.execPath, args, { cwd: dir, encoding: "utf8" });
  rmSync(dir, { recursive: true });
  const { diagnostics }: { diagnostics: { location: { path: string } }[] } = JSON.parse(stdout);
  return diagnostics.map(({ location }) => lines[Number.parseInt(location.path, 10)] ?? location.path);
}

it("lint forbids spreads of fresh literals and tuples of awaits, and no similar forms", () => {
  expect(linesWithErrors([...forbidden, ...allowed]).sort()).toEqual([...forbidden].sort());
}, 60_000);
