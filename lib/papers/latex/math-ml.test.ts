import katex from "katex";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { typesetMath } from "./math-ml";
import { mathLimits } from "./math-source";

// The real renderer, with a record of its calls.
const render = vi.spyOn(katex, "renderToString");
beforeEach(() => void render.mockClear());

const kinds = (text: string) => typesetMath(text).map(({ kind }) => kind);

describe("typesetting", () => {
  it("makes MathML of formulas, and keeps what KaTeX cannot read", () => {
    expect(typesetMath("An $O(n^2)$ loop and $\\nonsense$")).toEqual([
      { kind: "text", text: "An " },
      { kind: "math", mathMl: expect.stringContaining("<msup>") },
      { kind: "text", text: " loop and " },
      { kind: "tex", tex: "\\nonsense" },
    ]);
    expect(typesetMath("$<img src=x onerror=alert(1)>$ $\\href{javascript:alert(1)}{x}$")).not.toMatchObject(
      expect.arrayContaining([{ kind: "math", mathMl: expect.stringMatching(/<img|href=/) }]),
    );
  });

  it("happens once for each formula", () => {
    for (const _ of [1, 2]) expect(kinds("$a+b+c+d$ and $a+b+c+d$ and $$a+b+c+d$$").length).toBe(5);
    expect(render).toHaveBeenCalledTimes(2);
  });

  it("is limited in formulas, in the length of one, and in the length of all", () => {
    const many = Array.from({ length: 5000 }, (_, i) => `$y_{${i}}$`).join(" ");
    expect(kinds(many).filter((kind) => kind === "math")).toHaveLength(mathLimits.formulas);
    expect(kinds(`$${"x".repeat(mathLimits.formulaLength + 1)}$`)).toEqual(["tex"]);
    const long = Array.from({ length: 50 }, (_, i) => `$${"z".repeat(900)}_{${i}}$`).join(" ");
    expect(kinds(long).filter((kind) => kind === "math")).toHaveLength(Math.floor(mathLimits.length / 900));
    expect(render.mock.calls.length).toBeLessThanOrEqual(mathLimits.formulas + 5);
  });

  it.each([
    "\\def\\a{\\a\\a}\\a",
    "\\newcommand{\\b}{bb}\\b",
    "\\let\\c=d\\c",
    "\\gdef\\e{f}\\e",
    "\\global\\let\\g=h",
  ])("never runs macros of a writer: %s", (tex) => {
    expect(typesetMath(`$${tex}$`)).toEqual([{ kind: "tex", tex }]);
    expect(render).not.toHaveBeenCalled();
  });

  it.each(["{", "\\sqrt", "\\frac", "x^", "\\left(", "\\begin{matrix}", "\\text{$"])(
    "survives nothing but %s",
    (unit) => {
      const tex = unit.repeat(mathLimits.formulaLength / unit.length);
      expect(() => typesetMath(`$${tex}$`)).not.toThrow();
    },
  );

  it("keeps the commands whose names begin like those of macros", () => {
    expect(kinds("$\\leftarrow\\lettersx$")).toEqual(["tex"]);
    expect(kinds("$\\longrightarrow \\longmapsto$")).toEqual(["math"]);
  });
});
