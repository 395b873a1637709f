import { LinkifyIt } from "linkify-it";

/** A part of a text: plain, or an address as it was typed, with the whole address that it stands for. */
export type TextPart = { text: string; href: string | null };

const finder = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false });

/** Sites whose addresses authors write without `https://`. Of others, "Node.js" and "cs.CL" could be meant. */
const knownHosts =
  /^https?:\/\/(www\.)?(github\.com|gitlab\.com|codeberg\.org|bitbucket\.org|huggingface\.co|zenodo\.org|osf\.io|[\w-]+\.github\.io)\//i;

/**
 * Splits a text at the web addresses in it, without the punctuation after them. Addresses without `http` count only on
 * sites that are known to hold code, models and project pages.
 */
export function splitAddresses(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { schema, index, lastIndex, raw, url } of finder.match(text) ?? []) {
    const isWeb = schema === "" ? knownHosts.test(url) : /^https?:$/i.test(schema);
    if (!isWeb || !URL.canParse(url)) continue;
    if (index > end) parts.push({ text: text.slice(end, index), href: null });
    parts.push({ text: raw, href: schema === "" ? url.replace(/^http:/, "https:") : url });
    end = lastIndex;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}
