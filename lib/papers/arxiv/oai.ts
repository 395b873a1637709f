import { AppError } from "@/lib/base/errors";
import { parseDay } from "@/lib/base/time";
import { readSource, type SourceName, sourceName } from "@/lib/papers/read-source";
import { announcementFor } from "./announcement";
import { cleanDois, cleanTopics, monthOf, withdrawalOf } from "./cleaning";
import { parseArxivId } from "./ids";
import type { PaperRecord } from "./record";
import { noonEastern } from "./schedule";
import { attributeOf, childrenOf, ownText, parseXml, textOf, type XmlNode } from "./xml";

export type OaiPage = {
  records: PaperRecord[];
  /** Ids of papers that arXiv removed. */
  deleted: string[];
  /** The token of the next page; null on the last page. */
  resumptionToken: string | null;
  completeListSize: number | null;
};

/** arXiv no longer knows a resumption token; the list must be requested again from the start. */
export class BadResumptionToken extends AppError {
  constructor() {
    super("unavailable", "arXiv lost its place in a long list; ask for the list again.");
    this.name = "BadResumptionToken";
  }
}

/**
 * Parses a page of arXiv's OAI-PMH `ListRecords` (or `GetRecord`) in the `arXiv` format; noRecordsMatch is an empty page.
 * OAI-PMH gives days without times, so a paper counts as submitted at noon US Eastern.
 * @throws BadResumptionToken; AppError `invalid` for other errors, `unavailable` when this is not an OAI-PMH response
 */
export function parseOai(xml: string): OaiPage {
  const root = parseXml(xml, "OAI-PMH");
  const [error] = childrenOf(root, "error");
  if (error) checkError(attributeOf(error, "code"), ownText(error));
  const list = childrenOf(root, "ListRecords")[0] ?? childrenOf(root, "GetRecord")[0];
  const entries = childrenOf(list, "record");
  const [token] = childrenOf(list, "resumptionToken");
  return {
    records: entries.map(readRecord).filter((record) => record !== null),
    deleted: entries.map(readDeleted).filter((id) => id !== null),
    resumptionToken: ownText(token) || null,
    completeListSize: Number(attributeOf(token, "completeListSize")) || null,
  };
}

function checkError(code: string, reason: string): void {
  if (code === "noRecordsMatch") return;
  if (code === "badResumptionToken") throw new BadResumptionToken();
  throw new AppError("invalid", `arXiv cannot read this request: ${reason || code}.`);
}

function readDeleted(record: XmlNode): string | null {
  const [header] = childrenOf(record, "header");
  if (attributeOf(header, "status") !== "deleted") return null;
  return parseArxivId(textOf(header, "identifier").replace(/^oai:[\w.-]+:/i, ""))?.id ?? null;
}

function readRecord(record: XmlNode): PaperRecord | null {
  const paper = childrenOf(childrenOf(record, "metadata")[0], "arXiv")[0];
  const found = parseArxivId(textOf(paper, "id"));
  if (!paper || !found) return null;
  const text = readSource({
    title: textOf(paper, "title"),
    abstract: textOf(paper, "abstract"),
    comment: textOf(paper, "comments") || null,
    journalRef: textOf(paper, "journal-ref") || null,
    authors: childrenOf(childrenOf(paper, "authors")[0], "author").map(readAuthor),
  });
  if (!text.title) return null;
  return {
    arxivId: found.id,
    ...text,
    topics: cleanTopics(textOf(paper, "categories").split(/\s+/)),
    ...cleanDois(textOf(paper, "doi")),
    licence: textOf(paper, "license") || null,
    ...readDates(paper, found.id, textOf(childrenOf(record, "header")[0], "datestamp")),
    ...withdrawalOf(text),
  };
}

function readAuthor(author: XmlNode): SourceName {
  const [family, given, suffix] = ["keyname", "forenames", "suffix"].map((part) => textOf(author, part));
  return sourceName({ family, given, suffix });
}

function readDates(paper: XmlNode, id: string, datestamp: string) {
  const publishedAt = readDay(textOf(paper, "created")) ?? guessDate(id, datestamp);
  const updatedAt = readDay(textOf(paper, "updated"));
  const revised = updatedAt && updatedAt > publishedAt ? { updatedAt } : {};
  const versions = [{ version: 1, at: publishedAt }];
  return {
    publishedAt,
    ...revised,
    versions,
    listedOn: datestamp,
    announcedAt: announcementFor(id, publishedAt),
  };
}

// The datestamp moves with every change, so it is used as the first day only within the month of the id.
function guessDate(id: string, datestamp: string): Date {
  const month = monthOf(id);
  const sameMonth = datestamp.startsWith(month.toISOString().slice(0, 7));
  return (sameMonth ? readDay(datestamp) : null) ?? month;
}

function readDay(text: string): Date | null {
  return parseDay(text) ? noonEastern(text) : null;
}
