import { stringify } from "csv-stringify/sync";
import { isoDay } from "@/lib/base/time";
import { abstractKindOf } from "@/lib/papers/abstract-kind";
import { plainText } from "@/lib/papers/latex/latex";
import { withdrawnWords } from "@/lib/papers/withdrawn-words";
import type { Cited } from "@/lib/programs/formats/cited";
import { citedDoi, sourceAddress } from "@/lib/programs/formats/csl";

const columns = [
  "id",
  "title",
  "authors",
  "topics",
  "published",
  "announced",
  "upvotes",
  "comments",
  "doi",
  "journal",
  "url",
  "hub_url",
  "code",
  "abstract",
  "organization",
  "withdrawn",
];

/**
 * Papers as CSV (RFC 4180) with a header row. Authors and topics are separated by "; ". A value that a spreadsheet would
 * run as a formula is preceded by an apostrophe.
 */
export function toCsv(papers: Cited[], hubUrl: string): string {
  return stringify(
    papers.map((paper) => toRow(paper, hubUrl)),
    { header: true, columns, record_delimiter: "\r\n", escape_formulas: true },
  );
}

function toRow(paper: Cited, hubUrl: string): (string | number | null)[] {
  return [
    paper.key,
    plainText(paper.title),
    paper.authors.join("; "),
    paper.topics.join("; "),
    isoDay(paper.publishedAt),
    isoDay(paper.day),
    paper.upvotes,
    paper.commentCount,
    citedDoi(paper),
    paper.journalRef,
    sourceAddress(paper),
    `${hubUrl}/papers/${paper.key}`,
    paper.codeUrl,
    abstractKindOf(paper) === "abstract" ? plainText(paper.abstract) : null,
    paper.organization,
    paper.withdrawn ? withdrawnWords(paper) : null,
  ];
}
