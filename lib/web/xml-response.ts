type Options = {
  type?: "application/xml" | "text/xml";
  /** How long caches may keep it. */
  seconds?: number;
};

/** XML that shared caches may keep, by default for an hour, and that any site's scripts may read. */
export function xmlResponse(
  xml: string,
  { type = "application/xml", seconds = 3600 }: Options = {},
): Response {
  return new Response(xml, {
    headers: {
      "Content-Type": `${type}; charset=utf-8`,
      "Cache-Control": `public, max-age=${seconds}`,
      "Access-Control-Allow-Origin": "*",
    },
  });
}
