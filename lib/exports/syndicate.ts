import { Feed as Syndication } from "feed";
import { plainText } from "@/lib/arxiv/latex";
import { feedFile } from "@/lib/exports/addresses";
import type { Cited } from "@/lib/exports/cited";
import type { FeedFormat } from "@/lib/exports/formats";
import type { ListName } from "@/lib/exports/write";
import { cleanXml } from "@/lib/exports/xml";

type Channel = ListName & { description: string; hubUrl: string; hubName: string };

/**
 * Papers as a list to subscribe to: Atom 1.0 (RFC 4287), RSS 2.0 or JSON Feed 1.1. An entry's id is its page's address,
 * and it tells the whole abstract.
 */
export function writeFeed(papers: Cited[], format: FeedFormat, channel: Channel): string {
  const feed = openFeed(papers, format, channel);
  for (const paper of papers) feed.addItem(toEntry(paper, channel.hubUrl));
  if (format === "atom") return feed.atom1();
  return format === "rss" ? feed.rss2() : feed.json1();
}

function openFeed(papers: Cited[], format: FeedFormat, channel: Channel): Syndication {
  const { title, address, description, hubUrl, hubName } = channel;
  const link = hubUrl + address;
  const newest = Math.max(0, ...papers.map(({ updatedAt }) => updatedAt.getTime()));
  return new Syndication({
    id: link,
    link,
    title: cleanXml(`${title} · ${hubName}`),
    description: cleanXml(description),
    language: "en",
    copyright: "Titles and abstracts belong to their authors",
    generator: hubName,
    favicon: `${hubUrl}/icon.svg`,
    updated: new Date(newest),
    feedLinks: { [format]: hubUrl + feedFile(address, format) },
  });
}

function toEntry(paper: Cited, hubUrl: string) {
  const link = `${hubUrl}/papers/${paper.key}`;
  const abstract = cleanXml(plainText(paper.abstract));
  return {
    id: link,
    link,
    title: cleanXml(plainText(paper.title)),
    description: abstract,
    content: `<p>${escapeHtml(abstract)}</p>`,
    author: paper.authors.map((name) => ({ name: cleanXml(name) })),
    category: paper.topics.map((topic) => ({ name: topic, term: topic })),
    date: paper.updatedAt,
    published: paper.announcedAt,
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
