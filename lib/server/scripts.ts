import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { type BuildOptions, build, context } from "esbuild";

const from = "components/scripts";
const to = "public";

/**
 * How the browser scripts in components/scripts are bundled: one file each, at /<name>.js.
 * @param write false keeps the files in memory
 */
export function scriptOptions({ write }: { write: boolean }) {
  return {
    entryPoints: listScripts().map((name) => join(from, `${name}.ts`)),
    outdir: to,
    write,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    logLevel: "silent",
  } satisfies BuildOptions;
}

/** Whether every browser script has been bundled once. */
export function hasScripts(): boolean {
  return listScripts().every((name) => existsSync(join(to, `${name}.js`)));
}

/** Bundles the browser scripts into public/. @throws when one cannot be bundled */
export async function buildScripts(): Promise<void> {
  await build(scriptOptions({ write: true }));
}

/**
 * Bundles the browser scripts, and again after every change until it is stopped.
 * @returns a function that stops it
 */
export async function watchScripts(): Promise<() => Promise<void>> {
  const watched = await context(scriptOptions({ write: true }));
  await watched.rebuild();
  await watched.watch();
  return () => watched.dispose();
}

function listScripts(): string[] {
  return readdirSync(from)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => basename(name, ".ts"));
}
