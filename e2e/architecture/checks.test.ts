import { describe, expect, it } from "vitest";
import { importsOf } from "./imports";
import { databaseReaches, layerBreaks } from "./layers";
import { pagesWithSeveralReads } from "./pages";
import { forbidden } from "./safety";
import { parseSource } from "./sources";
import { unwrappedActions, unwrappedRoutes } from "./wrappers";

describe("the architecture checks find", () => {
  it("forbidden forms", () => {
    const text =
      'const a: any = process.env.A;\n// @ts-ignore\ndb.$queryRawUnsafe("x");\nPrisma.raw("x");\na!.b();';
    expect(forbidden(parseSource("lib/a.ts", text))).toHaveLength(6);
    expect(forbidden(parseSource("lib/base/config.ts", "process.env.A;"))).toEqual([]);
    expect(forbidden(parseSource("app/a.tsx", "<p dangerouslySetInnerHTML={{ __html: x }} />"))).toHaveLength(
      1,
    );
    expect(forbidden(parseSource("app/a.tsx", "<p style={{ width: 1 }} />"))).toHaveLength(1);
  });

  it("actions without formAction and routes without apiRoute", () => {
    const wrapped =
      "const one = formAction(s, {}, run);\n/** Around it. */\nexport async function two() { await one(); }";
    expect(unwrappedActions(parseSource("lib/web/actions/a.ts", `"use server";\n${wrapped}`))).toEqual([]);
    expect(
      unwrappedActions(parseSource("lib/web/actions/a.ts", "export async function bare() {}")),
    ).toHaveLength(2);
    expect(
      unwrappedRoutes(parseSource("app/api/route.ts", "export function GET() {}\nexport function PUT() {}")),
    ).toEqual(["app/api/route.ts:2 PUT does not go through apiRoute"]);
  });

  it("imports that break the order of the layers", () => {
    const cases = [
      ["lib/papers/a.ts", 'import { b } from "@/lib/feeds/b";'],
      ["lib/papers/a.ts", 'import type { b } from "@/lib/web/b";'],
      ["lib/papers/a.ts", 'import { headers } from "next/headers";'],
      ["lib/web/a.ts", 'import { b } from "@/app/b";'],
      ["lib/cli/a.ts", 'import { b } from "@/lib/cli/b";'],
      ["components/a.tsx", 'import { b } from "@/app/b";'],
      ["components/a.tsx", 'import { b } from "@/lib/web/b";'],
      ["app/a.tsx", 'import { getDb } from "@/lib/base/db";'],
    ];
    for (const [path = "", text = ""] of cases)
      expect(layerBreaks([parseSource(path, text)]), text).toHaveLength(1);
    expect(layerBreaks([parseSource("lib/feeds/a.ts", 'import { b } from "@/lib/papers/b";')])).toEqual([]);
    expect(layerBreaks([parseSource("components/a.tsx", 'import type { b } from "@/lib/web/b";')])).toEqual(
      [],
    );
  });

  it("a component that imports the database through another file", () => {
    const between = parseSource("lib/base/errors.ts", 'import { getDb } from "@/lib/base/db";');
    const sources = [
      parseSource("components/a.tsx", 'import { a } from "@/lib/base/errors";'),
      between,
      parseSource("lib/base/db.ts", ""),
    ];
    expect(databaseReaches(sources)).toEqual(["components/a.tsx → lib/base/errors.ts → lib/base/db.ts"]);
  });

  it("pages that call several functions for what they show", () => {
    const lib = (path: string) => parseSource(path, 'import { getDb } from "@/lib/base/db";');
    const sources = [
      parseSource("lib/base/db.ts", ""),
      lib("lib/papers/papers.ts"),
      lib("lib/web/viewer.ts"),
      lib("lib/web/pages/paper.ts"),
    ];
    const several = (text: string) =>
      pagesWithSeveralReads([...sources, parseSource("app/papers/page.tsx", text)]);
    const page = 'import { findPaperPage, notePaperOpened } from "@/lib/web/pages/paper";';
    const viewer = 'import { getViewer } from "@/lib/web/viewer";';
    expect(several(page + viewer)).toEqual([]);
    expect(several(`import type { Paper } from "@/lib/papers/papers";${page}`)).toEqual([]);
    expect(several(`import { findPaper } from "@/lib/papers/papers";${page}`)).toEqual([
      "app/papers/page.tsx imports findPaper, findPaperPage",
    ]);
    expect(several('import { findPaper, findVote } from "@/lib/papers/papers";')).toHaveLength(1);
    sources.push(parseSource("app/date/period-page.tsx", page));
    const part = 'import { Part } from "@/app/date/period-page";';
    expect(several(part + page)).toEqual([]);
    expect(several(`import { findPaper } from "@/lib/papers/papers";${part}`)).toHaveLength(1);
  });

  it("which imports are of types only, and do not exist at run time", () => {
    const source = parseSource(
      "lib/a/a.ts",
      'import type { A } from "a";\nimport { type B } from "b";\nimport { c, type D } from "c";\nimport "d";\nexport { e } from "@/lib/base/db";\nawait import("f");',
    );
    expect(importsOf(source).map(({ to, type, line }) => [to, type, line])).toEqual([
      ["a", true, 1],
      ["b", true, 2],
      ["c", false, 3],
      ["d", false, 4],
      ["lib/base/db.ts", false, 5],
      ["f", false, 6],
    ]);
  });
});
