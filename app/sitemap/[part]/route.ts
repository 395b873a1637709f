import { notFound } from "next/navigation";
import { getConfig } from "@/lib/base/config";
import { sitemapPart } from "@/lib/feeds/sitemap";
import { xmlResponse } from "@/lib/web/xml-response";

/** One part of the sitemap: `/sitemap/0.xml`. */
export async function GET(_: Request, { params }: { params: Promise<{ part: string }> }): Promise<Response> {
  const part = /^(\d{1,5})\.xml$/.exec((await params).part)?.[1] ?? notFound();
  return xmlResponse((await sitemapPart(getConfig().HUB_URL, Number(part))) ?? notFound());
}
