import { functionNames, symbols } from "./tex-symbols";

/** A formula's TeX as one line of characters: `\alpha^2` is α², what has no character keeps `_` and `^`. */
export function readableMath(tex: string): string {
  return tex
    .replace(/\\[td]?frac\{([^{}]*)\}\{([^{}]*)\}/g, "$1/$2")
    .replace(/\\([A-Za-z]+)( ?)/g, (_, name: string, space: string) => readableCommand(name, space))
    .replace(/\\([{}$%&#_ ])|\\./gu, "$1")
    .replace(/\^(?:\{([\d+n-]+)\}|([\dn]))/g, (_, many = "", one = "") => raise(many + one, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"))
    .replace(/_(?:\{([\d+n-]+)\}|([\dn]))/g, (_, many = "", one = "") => raise(many + one, "₀₁₂₃₄₅₆₇₈₉₊₋ₙ"))
    .replace(/[{}]/g, "")
    .replaceAll("~", " ");
}

function readableCommand(name: string, space: string): string {
  if (functionNames.has(name)) return name + space;
  return symbols.get(name) ?? "";
}

function raise(digits: string, row: string): string {
  return [...digits].map((digit) => row.charAt("0123456789+-n".indexOf(digit))).join("");
}
