import { parseSync } from "rolldown/utils";
import { describe, expect, it } from "vitest";
import { functionsOf } from "./functions";
import { importsOf } from "./imports";
import { countLines, quantile } from "./measure";
import type { Source } from "./sources";

function sourceOf(text: string, path = "lib/a/a.tsx"): Source {
  return { path, text, lines: text.split("\n"), syntax: parseSync(path, text) };
}

describe("what is measured", () => {
  it("tells comments from code, and leaves out lines without words", () => {
    const source = sourceOf("/**\n * Says.\n */\nconst a = 1; // behind\n\n// why\nconst b = {\n};");
    expect(countLines(source)).toEqual({ code: 3, comment: 2 });
  });

  it("names functions where they have a name, and knows which draw", () => {
    const source = sourceOf(
      "export function One() {\n  return <p />;\n}\nconst two = () => [1].map((n) => n);\nclass C { three() {} }",
    );
    expect(functionsOf(source).map(({ name, lines, jsx }) => [name, lines, jsx])).toEqual([
      ["One", 3, true],
      ["two", 1, false],
      [null, 1, false],
      ["three", 1, false],
    ]);
  });

  it("takes imports of types as none at run time", () => {
    const source = sourceOf(
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

  it("takes the middle and the ninth in ten", () => {
    expect(quantile([5, 1, 3], 0.5)).toBe(3);
    expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 100], 0.9)).toBe(9);
    expect(quantile([], 0.5)).toBe(0);
  });
});
