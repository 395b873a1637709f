import { readFileSync } from "node:fs";
import { join } from "node:path";

const files = [
  ["Serif", "@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff", 600],
  ["Sans", "@fontsource/inter/files/inter-latin-400-normal.woff", 400],
] as const;

let loaded: { name: string; data: Buffer; weight: 400 | 600 }[] | undefined;

/** The hub's two typefaces as the image renderer takes them, read once. */
export function imageFonts() {
  loaded ??= files.map(([name, file, weight]) => ({
    name,
    weight,
    data: readFileSync(join(process.cwd(), "node_modules", file)),
  }));
  return loaded;
}
