import { AppError } from "@/lib/base/errors";
import { parseMoment } from "@/lib/base/time";
import { readSource } from "@/lib/papers/read-source";
import { announcementFor } from "./announcement";
import { cleanDois, cleanTopics, monthOf, withdrawalOf } from "./cleaning";
import { parseArxivId } from "./ids";
import type { PaperRecord } from "./record";
import { attributeOf, childrenOf, parseXml, textOf, type XmlNode } from "./xml";

/** A page of arXiv's Atom API: its papers, and the size of the whole result. */
export type AtomPage = { records: PaperRecord[]; total: number };

/**
 * Parses a response of arXiv's Atom API. Entries without a title, which stand for unknown ids, are left out.
 * @throws AppError `invalid` when arXiv rejects the request, `unavailable` when this is not an Atom feed
 */
export function parseAtomPage(xml: string): AtomPage {
  const feed = parseXml(xml, "feed");
  const records = childrenOf(feed, "entry").map(readEntry);
  return {
    records: records.filter((record) => record !== null),
    total: Number(textOf(feed, "totalResults")) || 0,
  };
}

function readEntry(entry: XmlNode): PaperRecord | null {
  const address = textOf(entry, "id");
  if (address.includes("/api/errors")) throw refusal(textOf(entry, "summary"));
  const found = parseArxivId(address);
  const text = readSource({
    title: textOf(entry, "title"),
    abstract: textOf(entry, "summary"),
    comment: textOf(entry, "comment") || null,
    journalRef: textOf(entry, "journal_ref") || null,
    authors: childrenOf(entry, "author").map((author) => textOf(author, "name")),
  });
  if (!found || !text.title) return null;
  return {
    arxivId: found.id,
    ...text,
    topics: readTopics(entry),
    ...cleanDois(textOf(entry, "doi")),
    licence: null,
    ...readDates(entry, found.id, found.version ?? 1),
    ...withdrawalOf(text),
  };
}

function refusal(reason: string): AppError {
  return new AppError("invalid", `arXiv cannot read this request: ${reason || "it gives no reason"}.`);
}

function readTopics(entry: XmlNode): string[] {
  const elements = [...childrenOf(entry, "primary_category"), ...childrenOf(entry, "category")];
  return cleanTopics(elements.map((element) => attributeOf(element, "term")));
}

function readDates(entry: XmlNode, id: string, version: number) {
  const publishedAt = parseMoment(textOf(entry, "published")) ?? monthOf(id);
  const first = { version: 1, at: publishedAt };
  const latest = { version, at: parseMoment(textOf(entry, "updated")) ?? publishedAt };
  const versions = version > 1 ? [first, latest] : [first];
  return { publishedAt, versions, announcedAt: announcementFor(id, publishedAt) };
}
