import { type Format, formats } from "@/lib/programs/formats/formats";
import { etagOf, isKnown } from "@/lib/web/respond";

type Kept = { headers: Record<string, string>; status?: number };

/** An answer with an ETag that any site's scripts may read; 304 if the caller already has it. */
export function keptResponse(request: Request, text: string, { headers, status = 200 }: Kept): Response {
  const etag = etagOf(text);
  const { "Content-Type": type = "", ...others } = headers;
  const shared = { ...others, ETag: etag, "Access-Control-Allow-Origin": "*" };
  if (status === 200 && isKnown(etag, request)) return new Response(null, { status: 304, headers: shared });
  return new Response(text, { status, headers: { ...shared, "Content-Type": type } });
}

type FileDetails = {
  /** When a paper in it last changed. */
  modified: Date;
  /** Whether it is a reader's own, which shared caches must not keep. */
  own?: boolean;
};

/**
 * A feed or an export. Whether the caller has it already is decided by its ETag, because a list may change its order
 * without a change of its papers.
 */
export function fileResponse(
  request: Request,
  text: string,
  format: Format,
  { modified, own = false }: FileDetails,
): Response {
  const headers = {
    "Last-Modified": modified.toUTCString(),
    "Content-Type": `${formats[format].type}; charset=utf-8`,
    Vary: "Accept",
    "Cache-Control": own ? "private, no-cache" : "public, max-age=60, stale-while-revalidate=600",
    ...(own && { "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer" }),
  };
  return keptResponse(request, text, { headers });
}

/** The 404 of a file, with one sentence as plain text. */
export function noSuchFile(sentence: string): Response {
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Access-Control-Allow-Origin": "*" };
  return new Response(`${sentence}\n`, { status: 404, headers });
}
