import { counted, escapeHtml } from "@/lib/base/text";
import { canonicalKey } from "@/lib/papers/address";
import { plainText } from "@/lib/papers/latex/latex";
import type { Cited } from "@/lib/programs/formats/cited";

type Hub = { hubUrl: string; hubName: string };
type Room = { maxwidth?: number | undefined; maxheight?: number | undefined };

const size = { width: 560, height: 180 };
// A title and its authors do not fit into less.
const minSize = { width: 240, height: 120 };
const picture = { width: 1200, height: 630 };

/** The key of the paper whose page has this address, in any spelling of its id; null for other addresses. */
export function keyOfPage(url: string, hubUrl: string): string | null {
  if (!URL.canParse(url)) return null;
  const { host, pathname } = new URL(url);
  if (host !== new URL(hubUrl).host || !pathname.startsWith("/papers/")) return null;
  try {
    return canonicalKey(decodeURIComponent(pathname.slice("/papers/".length)));
  } catch {
    return null;
  }
}

/**
 * The oEmbed answer for a paper (https://oembed.com, §2.3.4): a quotation in plain HTML, or only a link if the space is
 * too small for one.
 */
export function toOembed(paper: Cited, { maxwidth, maxheight }: Room, { hubUrl, hubName }: Hub) {
  const width = Math.min(size.width, maxwidth ?? size.width);
  const height = Math.min(size.height, maxheight ?? size.height);
  const rich = width >= minSize.width && height >= minSize.height;
  const pictured =
    (maxwidth ?? picture.width) >= picture.width && (maxheight ?? picture.height) >= picture.height;
  return {
    version: "1.0",
    type: rich ? "rich" : "link",
    title: plainText(paper.title),
    author_name: authorsLine(paper.authors),
    provider_name: hubName,
    provider_url: hubUrl,
    cache_age: 3600,
    ...(pictured && {
      thumbnail_url: `${hubUrl}/og/${paper.key}`,
      thumbnail_width: picture.width,
      thumbnail_height: picture.height,
    }),
    ...(rich && { width, height, html: quotation(paper, { hubUrl, hubName }) }),
  };
}

function quotation({ key, title, authors, upvotes }: Cited, { hubUrl, hubName }: Hub): string {
  const page = escapeHtml(`${hubUrl}/papers/${key}`);
  const [name, by] = [title, authorsLine(authors)].map((text) => escapeHtml(plainText(text)));
  return [
    `<blockquote cite="${page}"><p><a href="${page}">${name}</a></p>`,
    `<p>${by}</p><p>${counted(upvotes, "upvote")} on ${escapeHtml(hubName)}</p></blockquote>`,
  ].join("");
}

function authorsLine(authors: string[]): string {
  const shown = authors.slice(0, 3).join(", ");
  const more = authors.length - 3;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
