import { brotliCompressSync, gzipSync } from "node:zlib";
import { rawGet } from "@/e2e/bench/raw-get";

/** Bytes of all script files that a page loads: as they are, and compressed one by one. */
export type ScriptSizes = { files: number; plain: number; gzip: number; brotli: number };

/** Fetches a page and every script file it names. */
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

/** Addresses of the scripts a page loads, each once. Those for browsers without modules do not load elsewhere. */
export function scriptsOf(html: string): string[] {
  const tags = html.match(/<(script|link)\b[^>]*>/g) ?? [];
  const found = tags
    .filter((tag) => !/\bnomodule\b/i.test(tag))
    .filter((tag) => tag.startsWith("<script") || /\b(as="script"|rel="modulepreload")/.test(tag))
    .flatMap((tag) => /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? []);
  return [...new Set(found.map((address) => address.replaceAll("&amp;", "&")))];
}
