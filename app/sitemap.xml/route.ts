import { getConfig } from "@/lib/base/config";
import { sitemapIndex } from "@/lib/feeds/sitemap";
import { xmlResponse } from "@/lib/web/xml-response";

export const dynamic = "force-dynamic";

/** The sitemap index. */
export async function GET(): Promise<Response> {
  return xmlResponse(await sitemapIndex(getConfig().HUB_URL));
}
