import { readFileSync } from "node:fs";
import { join } from "node:path";
import { normalized } from "@/lib/base/text";
import { readCoverage } from "@/lib/web/font-coverage";

type Weight = 400 | 600;
type Font = { name: string; data: Buffer; weight: Weight };

const scripts = ["latin", "latin-ext", "greek", "cyrillic", "vietnamese"];

const files: [name: string, file: string, weight: Weight][] = [
  ...scripts.map((script) => fontFile("Serif", "source-serif-4", script, 600)),
  ...scripts.map((script) => fontFile("Sans", "inter", script, 400)),
  // For mathematical signs such as ∞, ≤ and →.
  ["Signs", "katex/dist/fonts/KaTeX_Main-Bold.woff", 600],
];

const families = (first: string) => files.map(([name]) => name).filter((name) => name.startsWith(first));

/** Font families for a CSS font-family; each character is drawn in the first one that contains it. */
export const serif = [...families("Serif"), ...families("Sans"), "Signs"].join(", ");
export const sans = [...families("Sans"), "Signs"].join(", ");

let loaded: { fonts: Font[]; covered: Set<number> } | undefined;

/** The hub's two typefaces in the image renderer's format, read once. */
export function imageFonts(): Font[] {
  return load().fonts;
}

/**
 * A text reduced to characters that can be drawn; for a missing one the renderer would request a font from another site.
 * Compatibility characters (𝒪, ⅔) are replaced by plain ones (NFKC); characters in none of the fonts, such as Chinese, are
 * left out.
 */
export function drawable(text: string): string {
  const { covered } = load();
  const has = (sign: string) => covered.has(sign.codePointAt(0) ?? 0);
  const plain = (sign: string) => Array.from(sign.normalize("NFKC")).filter(has).join("");
  return Array.from(normalized(text, "NFC"), (sign) => (has(sign) ? sign : plain(sign)))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

function load() {
  loaded ??= read();
  return loaded;
}

function read() {
  const fonts = files.map(([name, file, weight]) => {
    return { name, weight, data: readFileSync(join(process.cwd(), "node_modules", file)) };
  });
  return { fonts, covered: new Set(fonts.flatMap(({ data }) => [...readCoverage(data)])) };
}

function fontFile(kind: string, font: string, script: string, weight: Weight): [string, string, Weight] {
  return [`${kind}-${script}`, `@fontsource/${font}/files/${font}-${script}-${weight}-normal.woff`, weight];
}
