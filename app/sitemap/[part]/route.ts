import { LRUCache } from "lru-cache";
import { notFound } from "next/navigation";
import { getConfig } from "@/lib/base/config";
import { minuteMs } from "@/lib/base/time";
import { sitemapPart } from "@/lib/feeds/sitemap";
import { xmlResponse } from "@/lib/web/xml-response";

// A part takes a quarter of a second and is a megabyte long, and crawlers look at it again after hours.
const parts = new LRUCache<number, { xml: string | null }>({
  ttl: 10 * minuteMs,
  maxSize: 30_000_000,
  sizeCalculation: ({ xml }) => 1000 + (xml?.length ?? 0),
  fetchMethod: async (part) => ({ xml: await sitemapPart(getConfig().HUB_URL, part) }),
});

/** One part of the sitemap: `/sitemap/0.xml`. */
export async function GET(_: Request, { params }: { params: Promise<{ part: string }> }): Promise<Response> {
  const part = /^(\d{1,5})\.xml$/.exec((await params).part)?.[1] ?? notFound();
  const { xml } = await parts.forceFetch(Number(part));
  return xmlResponse(xml ?? notFound());
}
