import { XMLBuilder } from "fast-xml-parser";
import { findLastId, listKeys } from "@/lib/papers/papers";
import { listTopics } from "@/lib/papers/topics/topics";

// A sitemap may have 50,000 addresses (https://www.sitemaps.org/protocol.html). Smaller parts are quicker to make.
const partSize = 10_000;
const builder = new XMLBuilder({ ignoreAttributes: false, format: true });
const xmlns = "http://www.sitemaps.org/schemas/sitemap/0.9";

/** The sitemap index, which names all parts, as XML. */
export async function sitemapIndex(hubUrl: string): Promise<string> {
  const parts = Math.ceil(((await findLastId()) + 1) / partSize);
  const sitemap = Array.from({ length: parts }, (_, part) => ({ loc: `${hubUrl}/sitemap/${part}.xml` }));
  return toXml({ sitemapindex: { "@_xmlns": xmlns, sitemap } });
}

/** One part of the sitemap as XML: 10,000 papers by id, and in part 0 the fixed pages too. Null past the end. */
export async function sitemapPart(hubUrl: string, part: number): Promise<string | null> {
  const papers = await listKeys(part, partSize);
  if (part > 0 && papers.length === 0) return null;
  const fixed =
    part === 0
      ? [
          "/",
          "/new",
          "/topics",
          "/organizations",
          "/about",
          "/about/privacy",
          "/about/ranking",
          ...topicPaths(),
        ]
      : [];
  const url = [
    ...fixed.map((path) => ({ loc: hubUrl + path })),
    ...papers.map(({ key, updatedAt }) => ({
      loc: `${hubUrl}/papers/${key}`,
      lastmod: updatedAt.toISOString(),
    })),
  ];
  return toXml({ urlset: { "@_xmlns": xmlns, url } });
}

function topicPaths(): string[] {
  return listTopics().flatMap((group) => group.topics.map((topic) => `/topics/${topic.id}`));
}

function toXml(content: object): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(content)}`;
}
