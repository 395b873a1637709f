import { expect, it } from "vitest";
import { setOf } from "./sets";

it.each([
  ["cs.CL", "cs"],
  ["math.GT", "math"],
  ["q-bio.NC", "q-bio"],
  ["q-fin.EC", "q-fin"],
  ["stat.ML", "stat"],
  ["eess.IV", "eess"],
  ["econ.GN", "econ"],
  ["hep-th", "physics:hep-th"],
  ["math-ph", "physics:math-ph"],
  ["cond-mat.str-el", "physics:cond-mat"],
  ["physics.optics", "physics:physics"],
  ["quant-ph", "physics:quant-ph"],
  ["cmp-lg", "cs"],
  ["alg-geom", "math"],
  ["chao-dyn", "physics:nlin"],
])("%s is in %s", (category, set) => {
  expect(setOf(category)).toBe(set);
});

it("refuses unknown categories", () => {
  expect(() => setOf("68T50")).toThrow("There is no arXiv category 68T50.");
});
