import { asTyped } from "@/lib/base/text";

// A DOI is a prefix such as 10.1103 and then any printable characters (https://www.doi.org/the-identifier/resources/handbook).
// Publishers of the 1990s made them of serial item codes (SICI), which have "<", ">", ";" and "#" in them.
const prefix = "10\\.\\d{4,9}(?:\\.\\d+)*\\/";
const start = new RegExp(`(?:^|[\\s,;:|&、()[\\]{}]|\\band\\b|\\/|doi[.:]?\\s*)(?=${prefix})`, "i");
const anywhere = new RegExp(`${prefix}\\S+`);
const spacedPrefix = /\b10\.\s?(\d{4,9}(?:\.\d+)*)(?:\s?\/\s*|\s+\/)/g;
const whole = new RegExp(`^${prefix}.`);

/**
 * The DOIs of a field of metadata, whole and without the marks that follow them; the field may hold several, separated by
 * spaces, commas, semicolons or words, as addresses or with "doi:" before them.
 * @returns each once, as it is written
 */
export function findDois(field: string): string[] {
  const text = unescaped(asTyped(field)).replace(spacedPrefix, "10.$1/");
  const found = text.split(start).flatMap((part) => anywhere.exec(part.trim())?.[0] ?? []);
  const isOfPublisher = /https?:/i.test(field) && !/doi\.org/i.test(field);
  const bare = found.map((doi) => doi.replace(query, "").replace(isOfPublisher ? afterDoi : "", ""));
  const dois = bare.map(withoutMarks).filter((doi) => whole.test(doi));
  return [...new Map(dois.reverse().map((doi) => [doiKey(doi), doi])).values()].reverse();
}

// The query and the fragment of an address; the last character of a serial item code may be "#".
const query = /\?\w+=.*$|(?<!;\d-)#.*$/;

/** What publishers add to a DOI in their URLs. */
export const afterDoi =
  /(?:\/(?:full|fulltext|abstract|summary|meta|html|pdf|epdf|pdfdirect)|(?:\.full)?\.pdf)$/i;

/** All DOIs of a record, of which most have one at most. */
export function listDois({ doi, dois }: { doi: string | null; dois?: string[] }): string[] {
  return dois ?? (doi === null ? [] : [doi]);
}

/** The form by which a DOI is found: DOIs are case-insensitive. */
export function doiKey(doi: string): string {
  return doi.toLowerCase();
}

/**
 * A DOI without what follows it in a sentence or in LaTeX: full stops, quotes, and brackets that it does not open itself.
 * The check character of a serial item code, which may be "#", stays.
 */
export function withoutMarks(doi: string): string {
  const bare = doi.replace(/[[({][a-z]*$/i, "").replace(/[.,;:!?'"’”»*\\|/$~]+$/, "");
  const last = bare.at(-1) ?? "";
  const opening = brackets[last];
  if (!opening || countOf(bare, opening) >= countOf(bare, last)) return bare;
  return withoutMarks(bare.slice(0, -1));
}

const brackets: Record<string, string> = { ")": "(", "]": "[", "}": "{", ">": "<" };

function countOf(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&" };
const commands: Record<string, string> = { textless: "<", textgreater: ">" };

/** A field without the tags and escapes of HTML, and those of addresses and of LaTeX that DOIs are found with. */
function unescaped(field: string): string {
  return field
    .replace(/<\/?(?:a|i|b|em|p|span|sub|sup)(?:\s[^<>]{0,300})?>|<\/[a-z]+>/gi, " ")
    .replace(/[∕⁄]/g, "/")
    .replace(/&#(?:60|x3c);/gi, "<")
    .replace(/&#(?:62|x3e);/gi, ">")
    .replace(/\$([<>])\$|\$(?=10\.)/g, "$1")
    .replace(/&(lt|gt|amp);/gi, (all, name: string) => entities[name.toLowerCase()] ?? all)
    .replace(/\{?\\(textless|textgreater)(?:\{\}|\s*\})?/g, (all, name: string) => commands[name] ?? all)
    .replace(/\\([_#%&<>/])/g, "$1")
    .replace(/%(3C|3E|3B|23|28|29|2F|5B|5D|3A)/gi, (all) => decodeURIComponent(all));
}
