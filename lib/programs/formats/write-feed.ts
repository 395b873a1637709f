import { Feed as Syndication } from "feed";
import { plainLines, plainText } from "@/lib/papers/latex/latex";
import { withdrawalNotice } from "@/lib/papers/withdrawn-words";
import type { Cited } from "@/lib/programs/formats/cited";
import { addressAfter, type FeedFormat, feedFile } from "@/lib/programs/formats/formats";
import type { ListName } from "@/lib/programs/formats/write-papers";
import { cleanXml } from "@/lib/programs/formats/xml";

type Channel = ListName & {
  description: string;
  hubUrl: string;
  hubName: string;
  /** When its content last changed. */
  updated: Date;
  /** Cursors of this page and of the next one; null for the first and after the last. */
  after?: string | null;
  next?: string | null;
};

/**
 * Papers as a feed: Atom 1.0 (RFC 4287), RSS 2.0 or JSON Feed 1.1. An entry has the address of its page as its id and
 * contains the whole abstract. A feed with more pages links to the next one (RFC 5005; `next_url` in JSON Feed).
 */
export function writeFeed(papers: Cited[], format: FeedFormat, channel: Channel): string {
  const feed = openFeed(format, channel);
  for (const paper of papers) feed.addItem(toEntry(paper, format, channel.hubUrl));
  const next = channel.next ? pageFile(channel, format, channel.next) : null;
  if (format === "json") return toJsonFeed(feed, next);
  const text = format === "atom" ? withPlainTitles(feed.atom1()) : feed.rss2();
  return next ? withNext(text, format, next) : text;
}

/** The address of a feed's file, at its first page or a later one. */
function pageFile({ hubUrl, address }: Channel, format: FeedFormat, after?: string | null): string {
  return hubUrl + feedFile(after ? addressAfter(address, after) : address, format);
}

// The library writes version 1.0, which has neither languages nor several authors.
function toJsonFeed(feed: Syndication, next: string | null): string {
  const version = "https://jsonfeed.org/version/1.1";
  const head = { version, language: "en", ...(next && { next_url: next }) };
  return JSON.stringify({ ...head, ...JSON.parse(feed.json1()), version }, null, 2);
}

// The library declares titles as HTML, which some readers show with their tags and others strip. The titles are escaped
// already, and all text that may be like a title's element is, too.
function withPlainTitles(text: string): string {
  return text.replace(/<title type="html"><!\[CDATA\[(.*?)\]\]><\/title>/gs, '<title type="text">$1</title>');
}

// The library cannot write this link. All text before the first link is escaped, so that link is the feed's own.
function withNext(text: string, format: "atom" | "rss", next: string): string {
  const [element, own] = format === "atom" ? ["link", '<link rel="self"'] : ["atom:link", "<atom:link "];
  return text.replace(own, () => `<${element} rel="next" href="${escapeHtml(next)}"/>\n    ${own}`);
}

function openFeed(format: FeedFormat, channel: Channel): Syndication {
  const { title, address, page = address, description, hubUrl, hubName, updated } = channel;
  return new Syndication({
    id: hubUrl + address,
    link: hubUrl + page,
    title: cleanXml(`${title} · ${hubName}`),
    description: cleanXml(description),
    language: "en",
    copyright: "Titles and abstracts belong to their authors",
    generator: hubName,
    favicon: `${hubUrl}/icon.svg`,
    updated,
    feedLinks: { [format]: pageFile(channel, format, channel.after) },
  });
}

// Summaries of Atom and descriptions of RSS are HTML; titles and everything in JSON Feed are plain text.
function toEntry(paper: Cited, format: FeedFormat, hubUrl: string) {
  const link = `${hubUrl}/papers/${paper.key}`;
  const title = cleanXml(plainText(paper.title));
  const notice = withdrawalNotice(paper);
  const text = cleanXml(plainText(paper.abstract));
  const abstract = notice ? `${notice} ${text}` : text;
  return {
    id: link,
    link,
    title: format === "atom" ? escapeHtml(title) : title,
    description: format === "json" ? abstract : escapeHtml(abstract),
    content: `${notice && `<p><strong>${notice}</strong></p>`}${paragraphs(paper.abstract)}`,
    ...authorsOf(paper, format),
    category: [
      ...paper.topics.map((topic) => ({ name: topic, term: topic })),
      ...organizationOf(paper, hubUrl),
    ],
    date: paper.updatedAt,
    published: paper.announcedAt,
  };
}

/** A paper's organisation as a category, of which the list of organisations is the scheme. */
function organizationOf({ organization, organizationSlug }: Cited, hubUrl: string) {
  if (!organization || !organizationSlug) return [];
  const scheme = `${hubUrl}/organizations`;
  return [{ name: cleanXml(organization), term: organizationSlug, scheme, domain: scheme }];
}

/** An abstract as HTML, a paragraph for each of its lines. */
function paragraphs(abstract: string): string {
  return plainLines(abstract)
    .map((line) => `<p dir="auto">${escapeHtml(cleanXml(line))}</p>`)
    .join("");
}

// The author element of RSS is a single mail address, so names go into Dublin Core elements.
function authorsOf({ authors, organization, organizationSlug }: Cited, format: FeedFormat) {
  const names = authors.map(cleanXml);
  if (format === "atom") return { author: names.map((name) => ({ name })) };
  const [name, many] =
    format === "rss"
      ? ["dc:creator", names.map((one) => ({ _text: one }))]
      : ["authors", names.map((one) => ({ name: one }))];
  // The library accepts several elements of one name, though its types do not say so.
  const own = format === "json" && organization && { name: organization, slug: organizationSlug };
  return {
    extensions: [
      { name, objects: many as object as Record<string, unknown> },
      ...(own ? [{ name: "_organization", objects: own }] : []),
    ],
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
