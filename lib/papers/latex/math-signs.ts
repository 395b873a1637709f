import katex from "katex";
import { LRUCache } from "lru-cache";
import { katexSettings } from "./math-source";
import { symbols } from "./tex-symbols";

// The sign of a command that has none is empty.
const known = new LRUCache<string, string>({ max: 5000 });

/** What these are called elsewhere differs from what KaTeX takes them for. */
const elsewhere: ReadonlySet<string> = new Set([
  "\\and",
  "\\or",
  "\\real",
  "\\image",
  "\\part",
  "\\sub",
  "\\sup",
]);

/** Where the character of KaTeX is another than people type. */
const usual: ReadonlyMap<string, string> = new Map([
  ["\\|", "‖"],
  ["\\Vert", "‖"],
  ["\\lVert", "‖"],
  ["\\rVert", "‖"],
  ["\\vert", "|"],
  ["\\lvert", "|"],
  ["\\rvert", "|"],
]);

/** The characters of a command for a sign without arguments (`\odot`: ⊙), as formulas show it; null for other commands. */
export function mathSign(command: string): string | null {
  const own = usual.get(command) ?? symbols.get(command.slice(1));
  if (own !== undefined) return own.replace(/^\\/, "");
  const sign = known.get(command) ?? renderSign(command);
  known.set(command, sign);
  return sign || null;
}

/** The same of a command outside formulas, where a few mean something else. */
export function textSign(command: string): string | null {
  return elsewhere.has(command) ? null : mathSign(command);
}

function renderSign(command: string): string {
  try {
    const markup = katex.renderToString(command, { ...katexSettings, output: "mathml" });
    const shown = markup.replace(/<annotation[\s\S]*/, "").replace(/<[^>]*>/g, "");
    const sign = shown.replace(
      /&(amp|lt|gt);/g,
      (_, name: string) => ({ amp: "&", lt: "<", gt: ">" })[name] ?? "",
    );
    return sign.replace(/[\u2061\u200b]/g, "").trim();
  } catch {
    return "";
  }
}
