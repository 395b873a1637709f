import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pagesWithSeveralReads } from "./pages";
import { forbidden } from "./safety";
import { codeFolders, listCode, listSources } from "./sources";
import { unwrappedActions, unwrappedRoutes } from "./wrappers";

const allowedAtTop = new Set([
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "next.config.mjs",
  "README.md",
  "LICENSE",
  "app",
  "components",
  "lib",
  "prisma",
  "public",
  "e2e",
]);

/** Generated entries at the top, which .gitignore names. */
const generated = new Set(["node_modules", "next-env.d.ts", "tsconfig.tsbuildinfo"]);

describe("the house rules", { timeout: 180_000 }, () => {
  it("forbid any, switched-off type checks, SQL and HTML from strings, and process.env outside the configuration", () => {
    expect(listSources([...codeFolders, "e2e"]).flatMap(forbidden)).toEqual([]);
  });

  it("require that every server action goes through formAction", () => {
    expect(listCode().filter(inActions).flatMap(unwrappedActions)).toEqual([]);
  });

  it('keep "use server" to lib/web/actions', () => {
    const elsewhere = listCode().filter(
      (source) => !inActions(source) && /^\s*"use server"/m.test(source.text),
    );
    expect(elsewhere.map(({ path }) => path)).toEqual([]);
  });

  it("require that every route that changes state goes through apiRoute", () => {
    const routes = listCode().filter(({ path }) => path.endsWith("/route.ts"));
    expect(routes.flatMap(unwrappedRoutes)).toEqual([]);
  });

  it("require that a page asks one function for what it shows", () => {
    expect(pagesWithSeveralReads(listCode())).toEqual([]);
  });

  it("allow only known files at the top of the project", () => {
    const others = readdirSync(".").filter((name) => !name.startsWith(".") && !generated.has(name));
    expect(others.filter((name) => !allowedAtTop.has(name))).toEqual([]);
  });

  it("require file names in kebab-case that say what is inside", () => {
    const names = listSources([...codeFolders, "e2e"]).map(({ path }) => path);
    const wrong =
      /\/(utils?|helpers?|types|index|constants|misc)\.tsx?$|[A-Z][^/]*\.(tsx?|mjs)$|(service|manager)\.ts$/;
    expect(names.filter((path) => wrong.test(path))).toEqual([]);
  });
});

function inActions({ path }: { path: string }): boolean {
  return path.startsWith("lib/web/actions/");
}
