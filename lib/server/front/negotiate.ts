import { type Format, feedFile, formats, isFeedFormat, splitFormat } from "@/lib/programs/formats/formats";

const paperPage = /^\/papers\/([^?]{3,60})$/;
const badge = /^\/papers\/([^?]{3,60})\/badge\.svg$/;
const feedPage = /^\/(?:$|trending$|new$|search$|(?:date|week|month|topics|authors|people)\/[^/]+$)/;

/**
 * The address inside that a reader's address and Accept header mean, or null where they mean the page itself:
 * `/papers/2601.05230.bib`, a paper's badge, and any paper or feed asked for in a format that programs read.
 * @param url path and query
 * @param accept the header; browsers name HTML, which always gets the page
 */
export function innerAddress(url: string, accept: string | undefined): string | null {
  const [path = "", query] = url.split("?");
  const badged = badge.exec(path)?.[1];
  if (badged) return `/badges/${badged}`;
  const key = paperPage.exec(path)?.[1];
  const wanted = accepted(accept);
  if (key && splitFormat(key)) return `/files/${key}`;
  if (!wanted) return null;
  if (key) return isFeedFormat(wanted) ? null : `/files/${key}.${wanted}`;
  return feedPage.test(path) ? feedFile(query ? `${path}?${query}` : path, wanted) : null;
}

/** The format that stands first in an Accept header, or null where HTML or anything at all would do as well. */
function accepted(accept: string | undefined): Format | null {
  if (!accept || /text\/html|application\/xhtml/.test(accept)) return null;
  const ranges = accept.split(",").map((range) => {
    const [type = "", ...parts] = range.split(";").map((part) => part.trim().toLowerCase());
    const q = parts.find((part) => part.startsWith("q="));
    return { type, q: q ? Number(q.slice(2)) || 0 : 1 };
  });
  const best = ranges.filter(({ q }) => q > 0).sort((a, b) => b.q - a.q)[0];
  const found = Object.entries(formats).find(([, { type }]) => type === best?.type);
  return found ? (found[0] as Format) : null;
}
