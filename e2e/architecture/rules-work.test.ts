import { parseSync } from "rolldown/utils";
import { describe, expect, it } from "vitest";
import { openActions, openRoutes } from "./doors";
import { databaseReaches, layerBreaks } from "./layers";
import { forbidden } from "./safety";
import type { Source } from "./sources";

function sourceOf(path: string, text: string): Source {
  return { path, text, lines: text.split("\n"), syntax: parseSync(path, text) };
}

describe("the checks see what they are for", () => {
  it("forbidden words", () => {
    const text =
      'const a: any = process.env.A;\n// @ts-ignore\ndb.$queryRawUnsafe("x");\nPrisma.raw("x");\na!.b();';
    expect(forbidden(sourceOf("lib/a.ts", text))).toHaveLength(6);
    expect(forbidden(sourceOf("lib/base/config.ts", "process.env.A;"))).toEqual([]);
    expect(forbidden(sourceOf("app/a.tsx", "<p dangerouslySetInnerHTML={{ __html: x }} />"))).toHaveLength(1);
    expect(forbidden(sourceOf("app/a.tsx", "<p style={{ width: 1 }} />"))).toHaveLength(1);
  });

  it("actions and routes without their wrapper", () => {
    const made =
      "const one = formAction(s, {}, run);\n/** Around it. */\nexport async function two() { await one(); }";
    expect(openActions(sourceOf("lib/web/actions/a.ts", `"use server";\n${made}`))).toEqual([]);
    expect(openActions(sourceOf("lib/web/actions/a.ts", "export async function bare() {}"))).toHaveLength(2);
    expect(
      openRoutes(sourceOf("app/api/route.ts", "export function GET() {}\nexport function PUT() {}")),
    ).toEqual(["app/api/route.ts:2 PUT is not made by apiRoute"]);
  });

  it("imports against the layers", () => {
    const cases = [
      ["lib/papers/a.ts", 'import { b } from "@/lib/feeds/b";'],
      ["lib/papers/a.ts", 'import type { b } from "@/lib/web/b";'],
      ["lib/papers/a.ts", 'import { headers } from "next/headers";'],
      ["lib/web/a.ts", 'import { b } from "@/app/b";'],
      ["components/a.tsx", 'import { b } from "@/app/b";'],
      ["components/a.tsx", 'import { b } from "@/lib/web/b";'],
      ["app/a.tsx", 'import { getDb } from "@/lib/base/db";'],
    ];
    for (const [path = "", text = ""] of cases)
      expect(layerBreaks([sourceOf(path, text)]), text).toHaveLength(1);
    expect(layerBreaks([sourceOf("lib/feeds/a.ts", 'import { b } from "@/lib/papers/b";')])).toEqual([]);
    expect(layerBreaks([sourceOf("components/a.tsx", 'import type { b } from "@/lib/web/b";')])).toEqual([]);
  });

  it("a component that reaches the database by way of another file", () => {
    const middle = sourceOf("lib/base/errors.ts", 'import { getDb } from "@/lib/base/db";');
    const sources = [
      sourceOf("components/a.tsx", 'import { a } from "@/lib/base/errors";'),
      middle,
      sourceOf("lib/base/db.ts", ""),
    ];
    expect(databaseReaches(sources)).toEqual(["components/a.tsx → lib/base/errors.ts → lib/base/db.ts"]);
  });
});
