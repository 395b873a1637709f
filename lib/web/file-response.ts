import { type Format, formats } from "@/lib/exports/formats";
import { etagOf, isKnown } from "@/lib/web/respond";

/** A feed or an export, for anybody and any site's scripts; 304 where the caller has it already. */
export function fileResponse(request: Request, text: string, format: Format): Response {
  const etag = etagOf(text);
  const headers = {
    ETag: etag,
    Vary: "Accept",
    "Cache-Control": "public, max-age=60, stale-while-revalidate=600",
    "Access-Control-Allow-Origin": "*",
  };
  if (isKnown(etag, request)) return new Response(null, { status: 304, headers });
  return new Response(text, {
    headers: { ...headers, "Content-Type": `${formats[format].type}; charset=utf-8` },
  });
}

/** A file that is not there. */
export function noSuchFile(sentence: string): Response {
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Access-Control-Allow-Origin": "*" };
  return new Response(`${sentence}\n`, { status: 404, headers });
}
