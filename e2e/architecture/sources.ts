import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ParseResult, parseSync } from "rolldown/utils";

export type Source = { path: string; text: string; lines: string[]; syntax: ParseResult };

/** Folders with code that people write. */
export const codeFolders = ["app", "components", "lib", "prisma"];

const skipped = new Set(["prisma/generated", "prisma/migrations", "e2e/results"]);
const kept = new Map<string, Source>();

/** Every ts, tsx and mjs file under these folders of the project, parsed once. */
export function listSources(folders: string[]): Source[] {
  return folders.flatMap(pathsUnder).map(readSource);
}

/** Whether a file holds tests, or what only tests use. */
export function isTest(path: string): boolean {
  return path.startsWith("e2e/") || /\.test\.tsx?$/.test(path);
}

/** The product's own code: what is neither a test nor made by a program. */
export function listCode(): Source[] {
  return listSources(codeFolders).filter(({ path }) => !isTest(path));
}

/** Line number, from 1, of a place in a text. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function pathsUnder(folder: string): string[] {
  if (skipped.has(folder) || !existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pathsUnder(path);
    return /\.(tsx?|mjs)$/.test(entry.name) ? [path] : [];
  });
}

function readSource(path: string): Source {
  const known = kept.get(path);
  if (known) return known;
  const text = readFileSync(path, "utf8");
  const syntax = parseSync(path, text);
  if (syntax.errors.length) throw new Error(`${path} cannot be parsed: ${syntax.errors[0]?.message}`);
  const source = { path, text, lines: text.replace(/\n$/, "").split("\n"), syntax };
  kept.set(path, source);
  return source;
}
