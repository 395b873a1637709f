import { LinkifyIt } from "linkify-it";
import { comparedAddress, type Link, readLink, shortAddress } from "@/lib/papers/link-sites";
import type { LinkKind } from "@/prisma/generated/enums";

/** The version of these rules. When it is raised, the worker searches all papers again. */
export const linksVersion = 1;

/** A paper has at most this many links from its text. */
const most = 20;

// Addresses without `https://` get it below where the site is known: linkify's own search for them takes twenty times as long.
const finder = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: false });

/**
 * The links to a paper's code, models, datasets, Spaces, project page and videos in its readable abstract or comment, each
 * once, in the order of the text, at most 20.
 * @param source the LaTeX that the text was read from, which has addresses that readers see only as "here"
 */
export function findLinks(text: string, source = ""): Link[] {
  const links = new Map<string, Link>();
  for (const part of [text, hiddenAddresses(source)])
    for (const link of linksIn(part)) {
      const same = comparedAddress(link.url);
      if (links.size < most && !links.has(same)) links.set(same, link);
    }
  return [...links.values()];
}

const mayHaveAddresses = /https?|www\.|\b(?:com|io|org|co|be|science)\s?\//i;

function linksIn(text: string): Link[] {
  // Few texts have a slash, which is quickly known.
  const first = text.includes("/") ? text.search(mayHaveAddresses) : -1;
  if (first < 0) return [];
  // Most addresses are at the end of a text, and what is before them need not be searched.
  const whole = joinBroken(text.slice(Math.max(0, first - 200)));
  let end = 0;
  return (finder.match(whole) ?? []).flatMap(({ schema, index, lastIndex, url }) => {
    const before = whole.slice(Math.max(end, index - 100), index);
    end = lastIndex;
    const isAddress = /^https?:$/i.test(schema) && url.length <= 500 && URL.canParse(url);
    return (isAddress && readFound(url, before)) || [];
  });
}

/** The addresses of `\\href{…}{here}` with the words before them. */
function hiddenAddresses(source: string): string {
  if (!source.includes("\\href")) return "";
  return source.replace(
    /\\href\s*\{([^{}]{1,500})\}/g,
    (_, address: string) => ` ${address.replace(/\\([_%#&~])/g, "$1")} `,
  );
}

function readFound(url: string, before: string): Link | null {
  const known = readLink(url);
  if (known) return known;
  const kind = elsewhere.test(url) || !/\/\/[^/]+\.\w/.test(url) ? null : introducedKind(before);
  return kind && { kind, url: shortAddress(url) };
}

/** Sites with papers, profiles and licences, which are never a project's own, and sites of which readLink knows all links. */
const elsewhere =
  /^https?:\/\/(?:[\w-]+\.)*(?:arxiv\.org|doi\.org\/(?!10\.5281\/zenodo)|openreview\.net|aclanthology\.org|ieee\.org|acm\.org|springer\.com|sciencedirect\.com|nature\.com|mdpi\.com|wikipedia\.org|creativecommons\.org|x\.com|twitter\.com|linkedin\.com|github\.com|gitlab\.com|codeberg\.org|bitbucket\.org|huggingface\.co|hf\.co|4open\.science|modelscope\.cn|youtube\.com|youtu\.be)(?:[/:?#]|$)/i;

const isPage = /\b(?:home ?page|web ?site|web ?page|(?<!\d )page)\b/i;
const isProject =
  /\bproject(?: (?:is|are|can|be|publicly|available|released|hosted|found|at|on|here|from|in))*\W*$/i;
const isCode =
  /\b(?:codes?|codebase|source codes?|implementations?|repo|repository|repositories|software|toolkit)\b/i;
const isDataset = /\b(?:data|datasets?|benchmark|corpus|corpora)\b/i;
const isVideo = /\bvideos?\W*$/i;
const isGiven =
  /\b(?:available|released?|accessible|accessed|found|downloaded|open-?sourced?|hosted|provided?|published|public|shared)\b|:\s*$/i;

/** What the words before an address say that it is; null if they do not introduce a page of the paper. */
function introducedKind(before: string): LinkKind | null {
  const sentence = before.split(/[.;]\s+(?=[A-Z])/).at(-1) ?? "";
  if (isPage.test(sentence) || isProject.test(sentence)) return "project";
  if (isVideo.test(sentence)) return "video";
  if (!isGiven.test(sentence)) return null;
  if (isCode.test(sentence)) return "code";
  return isDataset.test(sentence) ? "dataset" : null;
}

const sites = "github|gitlab|bitbucket|codeberg|huggingface";
const repeated = /https?:\/\/(?=https?:\/\/)/gi;
const attached = /([\p{L}\d.,;:!)\]}`'])(https?:\/\/)/giu;
const brokenScheme = /\b(https?) ?: ?\/ ?\/\s?(?=[\w-]+\.)/gi;
const misspeltScheme = new RegExp(`\\b(https?)(?::/?|/)/?\\s?(?=(?:www\\.)?(?:${sites})\\.)`, "gi");
const brokenHost = new RegExp(`\\b(${sites})\\s?\\.\\s?(com|org|co)\\s?/\\s?(?=\\w)`, "gi");
const brokenPages = /\.github\s?\.\s?io\b/gi;
const brokenName = new RegExp(
  `(\\b(?:${sites})\\.(?:com|org|co)/(?:datasets/|spaces/)?[\\w.-]{1,100}(?:/\\s+|\\s+/\\s?))([\\w.-]{1,100})(?=\\W|$)`,
  "gi",
);
const withoutScheme =
  /(?<![\w/.@-])(?=(?:www\.[\w-]+\.|(?:(?:gist\.)?github|gitlab)\.com\/|huggingface\.co\/|hf\.co\/|codeberg\.org\/|bitbucket\.org\/|youtu\.be\/|youtube\.com\/|vimeo\.com\/|anonymous\.4open\.science\/|[\w-]{1,60}\.github\.io\b))/gi;

/** Joins addresses that a space or a line end breaks, where it is plain that they go on, and completes those of known sites. */
function joinBroken(text: string): string {
  return text
    .replace(repeated, "")
    .replace(attached, "$1 $2")
    .replace(brokenScheme, "$1://")
    .replace(misspeltScheme, "$1://")
    .replace(brokenHost, "$1.$2/")
    .replace(brokenPages, ".github.io")
    .replace(brokenName, (found, owner: string, name: string, at: number, whole: string) =>
      isName(name, whole.slice(at + found.length, at + found.length + 2))
        ? owner.replace(/\s/g, "") + name
        : found,
    )
    .replace(withoutScheme, "https://");
}

/** Whether a word behind `owner/` is a repository's name rather than the next word of the sentence. */
function isName(word: string, after: string): boolean {
  const bare = word.replace(/\.+$/, "");
  const ends = bare !== word || /^(?:[,;)\]}]|$)/.test(after);
  return /[\d_-]|[a-z][A-Z]|[A-Z]{2}[a-z]/.test(bare) || (ends && /^[A-Z]{2,}$/.test(bare));
}
