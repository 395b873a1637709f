import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const { version } = JSON.parse(readFileSync("node_modules/next/package.json", "utf8"));
const dir = resolve(`.quire/bench-empty-${version}`);

const files = {
  "app/layout.js": `export default ({ children }) => <html lang="en"><body>{children}</body></html>;\n`,
  "app/page.js": `export const dynamic = "force-dynamic";\nexport default () => <p>Empty</p>;\n`,
  // Next and React are resolved from the hub's node_modules, above this folder.
  "next.config.mjs": `export default { poweredByHeader: false, htmlLimitedBots: /.*/, turbopack: { root: ${JSON.stringify(resolve("."))} } };\n`,
};

/**
 * Builds a Next app with one empty page, rendered for each request: the baseline for the hub's own pages.
 * @returns the folder of the app
 * @throws Error with the output of the build when it fails
 */
export function buildEmptyApp(): string {
  if (existsSync(join(dir, ".next/BUILD_ID"))) return dir;
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  const built = spawnSync(process.execPath, [resolve("node_modules/next/dist/bin/next"), "build", dir], {
    encoding: "utf8",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (built.status !== 0)
    throw new Error(`The empty page could not be built:\n${built.stdout}${built.stderr}`);
  return dir;
}
