import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Makes a temporary folder for a hub under test. The hubs share one copy of the model that compares meanings, since each
 * would take four seconds of processor time to make its own. @param name a part of the folder's name
 */
export function makeHubDir(name: string): string {
  const dir = mkdtempSync(join(tmpdir(), `quire-${name}-`));
  symlinkSync(modelsDir(), join(dir, "models"));
  return dir;
}

/** The folder of the model. It is another one after each change of what the model is made by. */
function modelsDir(): string {
  const sources = "lib/search/embedding";
  const hash = createHash("sha256").update(readFileSync("package-lock.json"));
  for (const name of readdirSync(sources).sort()) hash.update(readFileSync(join(sources, name)));
  const dir = resolve("e2e/results/models", hash.digest("hex").slice(0, 16));
  mkdirSync(dir, { recursive: true });
  return dir;
}
