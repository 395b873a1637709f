import { Feed as Syndication } from "feed";
import { plainText } from "@/lib/arxiv/latex";
import { addressAfter, feedFile } from "@/lib/exports/addresses";
import type { Cited } from "@/lib/exports/cited";
import type { FeedFormat } from "@/lib/exports/formats";
import type { ListName } from "@/lib/exports/write";
import { cleanXml } from "@/lib/exports/xml";

type Channel = ListName & {
  description: string;
  hubUrl: string;
  hubName: string;
  /** Where this page begins, and where the next one does. */
  after?: string | null;
  next?: string | null;
};

/**
 * Papers as a list to subscribe to: Atom 1.0 (RFC 4287), RSS 2.0 or JSON Feed 1.1. An entry's id is its page's address,
 * and it tells the whole abstract. Where a list goes on, it says where (RFC 5005; `next_url` in JSON Feed).
 */
export function writeFeed(papers: Cited[], format: FeedFormat, channel: Channel): string {
  const feed = openFeed(papers, format, channel);
  for (const paper of papers) feed.addItem(toEntry(paper, channel.hubUrl));
  const next = channel.next ? pageFile(channel, format, channel.next) : null;
  const text = { atom: () => feed.atom1(), rss: () => feed.rss2(), json: () => feed.json1() }[format]();
  return next ? withNext(text, format, next) : text;
}

/** The address of a feed's file, from its first page or from a later one. */
function pageFile({ hubUrl, address }: Channel, format: FeedFormat, after?: string | null): string {
  return hubUrl + feedFile(after ? addressAfter(address, after) : address, format);
}

// The library has no place for it. What stands before the first link is escaped, so this is the feed's own.
function withNext(text: string, format: FeedFormat, next: string): string {
  if (format === "json") return JSON.stringify({ next_url: next, ...JSON.parse(text) }, null, 2);
  const [element, own] = format === "atom" ? ["link", '<link rel="self"'] : ["atom:link", "<atom:link "];
  return text.replace(own, () => `<${element} rel="next" href="${escapeHtml(next)}"/>\n    ${own}`);
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
    feedLinks: { [format]: pageFile(channel, format, channel.after) },
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
