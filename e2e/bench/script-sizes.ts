import { brotliCompressSync, gzipSync } from "node:zlib";
import { rawGet } from "@/e2e/bench/raw-get";

/** Total bytes of the script files that a page loads: plain, and each compressed. */
export type ScriptSizes = { files: number; plain: number; gzip: number; brotli: number };

/** Fetches a page and every script that it loads. @throws Error if a script is missing */
export async function measureScripts(
  url: string,
  headers: Record<string, string> = {},
): Promise<ScriptSizes> {
  const html = (await rawGet(url, headers)).body.toString();
  const sizes: ScriptSizes = { files: 0, plain: 0, gzip: 0, brotli: 0 };
  for (const address of scriptsOf(html)) {
    const { status, body } = await rawGet(new URL(address, url).href);
    if (status !== 200) throw new Error(`${address} answered ${status}`);
    sizes.files++;
    sizes.plain += body.length;
    sizes.gzip += gzipSync(body).length;
    sizes.brotli += brotliCompressSync(body).length;
  }
  return sizes;
}

/** Addresses of the scripts that a page loads, each once, without those for browsers that know no modules. */
export function scriptsOf(html: string): string[] {
  const tags = html.match(/<(script|link)\b[^>]*>/g) ?? [];
  const found = tags
    .filter((tag) => !/\bnomodule\b/i.test(tag))
    .filter((tag) => tag.startsWith("<script") || /\b(as="script"|rel="modulepreload")/.test(tag))
    .flatMap((tag) => /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? []);
  return [...new Set(found.map((address) => address.replaceAll("&amp;", "&")))];
}
