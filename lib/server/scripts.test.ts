import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { scriptOptions } from "@/lib/server/scripts";

/** The most bytes that each browser script may take, compressed. Every page loads theme, quire, suggest and forms. */
const budgets: Record<string, number> = {
  "theme.js": 160,
  "quire.js": 1150,
  "suggest.js": 1900,
  "forms.js": 6200,
  "passed.js": 600,
  "map.js": 2500,
};

it("keeps each browser script within its budget", async () => {
  const { outputFiles } = await build({ ...scriptOptions({ write: false }), write: false });
  const sizes = outputFiles.map(({ path, contents }) => [basename(path), gzipSync(contents).length] as const);
  expect(sizes.map(([name]) => name).sort()).toEqual(Object.keys(budgets).sort());
  for (const [name, size] of sizes) expect(size, name).toBeLessThanOrEqual(budgets[name] ?? 0);
});
