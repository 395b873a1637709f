import Negotiator from "negotiator";
import { type Format, feedFile, formats, isFeedFormat, splitFormat } from "@/lib/programs/formats/formats";

const pageTypes = ["text/html", "application/xhtml+xml"];
const paperPage = /^\/papers\/([^?]{3,60})$/;
const badge = /^\/papers\/([^?]{3,60})\/badge\.svg$/;
const feedPage =
  /^\/(?:$|trending$|new$|search$|(?:date|week|month|topics|authors|organizations|people)\/[^/]+$)/;

/**
 * The internal address for a request's address and Accept header; null if it is the page itself.
 * `/papers/2601.05230.bib`, a paper's badge, and any paper or feed in a format that programs read have one.
 * @param url path and query
 * @param accept the header; one that names HTML, as browsers do, always gets the page
 */
export function innerAddress(url: string, accept: string | undefined): string | null {
  const [path = "", query] = url.split("?");
  const badged = badge.exec(path)?.[1];
  if (badged) return `/badges/${badged}`;
  const key = paperPage.exec(path)?.[1];
  const wanted = preferredFormat(accept);
  if (key && splitFormat(key)) return `/files/${key}`;
  if (!wanted) return null;
  if (key) return isFeedFormat(wanted) ? null : `/files/${key}.${wanted}`;
  return feedPage.test(path) ? feedFile(query ? `${path}?${query}` : path, wanted) : null;
}

/** The format that an Accept header prefers, or null where HTML or anything at all would do as well. */
function preferredFormat(accept: string | undefined): Format | null {
  if (!accept) return null;
  const types = new Negotiator({ headers: { accept: accept.toLowerCase() } }).mediaTypes();
  if (types.some((type) => pageTypes.includes(type))) return null;
  const found = Object.entries(formats).find(([, { type }]) => type === types[0]);
  return found ? (found[0] as Format) : null;
}
