import { AppError } from "@/lib/base/errors";
import { parseMoment } from "@/lib/base/time";
import { latexToText } from "@/lib/papers/latex/latex";
import { cleanDoi, cleanLine, cleanTopics, isWithdrawn, monthOf } from "./cleaning";
import { parseArxivId } from "./ids";
import type { PaperRecord } from "./record";
import { announcedAt } from "./schedule";
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
  const title = latexToText(textOf(entry, "title"));
  if (!found || !title) return null;
  const abstract = latexToText(textOf(entry, "summary"));
  const comment = cleanLine(textOf(entry, "comment"));
  return {
    arxivId: found.id,
    title,
    abstract,
    authors: readAuthors(entry),
    topics: readTopics(entry),
    comment,
    journalRef: cleanLine(textOf(entry, "journal_ref")),
    doi: cleanDoi(textOf(entry, "doi")),
    licence: null,
    ...readDates(entry, found.id, found.version ?? 1),
    withdrawn: isWithdrawn(comment, abstract),
  };
}

function refusal(reason: string): AppError {
  return new AppError("invalid", `arXiv cannot read this request: ${reason || "it gives no reason"}.`);
}

function readAuthors(entry: XmlNode): string[] {
  const names = childrenOf(entry, "author").map((author) => cleanLine(textOf(author, "name")));
  return names.filter((name) => name !== null);
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
  return { publishedAt, versions, announcedAt: announcedAt(publishedAt) };
}
