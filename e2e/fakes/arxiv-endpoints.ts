import { atomEntry, atomError, atomFeed, oaiDocument, oaiError, oaiRecord } from "./arxiv-answers";
import type { FakePaper } from "./arxiv-papers";
import { byIds, byQuery, byWindow, setsOf } from "./arxiv-search";

export type Answer = { status: number; type: string; body: string };

/** Answers `/api/query`. @param hollow whether to omit the entries but keep their count, as arXiv sometimes does */
export function answerAtom(papers: FakePaper[], query: URLSearchParams, hollow: boolean): Answer {
  const start = Number(query.get("start") ?? 0);
  const max = Number(query.get("max_results") ?? 10);
  if (!(start >= 0)) return refuse("start must be non-negative", "start_must_be_non-negative");
  if (!(max >= 0)) return refuse("max_results must be non-negative", "max_results_must_be_non-negative");
  const idList = query.get("id_list");
  const found = idList ? byIds(papers, idList) : byQuery(papers, query);
  if ("malformed" in found) {
    return refuse(`incorrect id format for ${found.malformed}`, `incorrect_id_format_for_${found.malformed}`);
  }
  const shown = hollow ? [] : found.slice(start, start + max);
  return atom(200, atomFeed(shown.map(atomEntry), found.length, start, max));
}

/** Answers `/oai` (only `ListRecords`) in pages, and remembers the resumption tokens it issued. */
export function createOai(papers: FakePaper[], pageSize: number) {
  const tokens = new Map<string, { query: URLSearchParams; offset: number }>();
  let issued = 0;

  function answer(request: URLSearchParams, hollow: boolean): Answer {
    const token = request.get("resumptionToken");
    const place = token === null ? { query: request, offset: 0 } : tokens.get(token);
    if (request.get("verb") !== "ListRecords")
      return oai(oaiError("badVerb", "Only ListRecords is served here."));
    if (!place) return oai(oaiError("badResumptionToken", "The resumption token is invalid or expired."));
    const error = checkWindow(place.query);
    if (error) return oai(error);
    const found = byWindow(papers, place.query);
    if (found.length === 0) return oai(oaiError("noRecordsMatch", "The request gives an empty list."));
    return oai(page(found, place.query, place.offset, hollow));
  }

  function page(found: FakePaper[], query: URLSearchParams, offset: number, hollow: boolean): string {
    const end = offset + pageSize;
    const shown = hollow ? [] : found.slice(offset, end);
    const next = end < found.length ? `${++issued}|${end + 1}` : "";
    if (next) tokens.set(next, { query, offset: end });
    const size = `cursor="${offset}" completeListSize="${found.length}"`;
    const records = shown.map((paper) => oaiRecord(paper, setsOf(paper)));
    const tail = `<resumptionToken ${size}>${next}</resumptionToken>`;
    return oaiDocument(`<ListRecords>${records.join("\n")}\n${tail}</ListRecords>`);
  }

  return { answer, forgetTokens: () => tokens.clear() };
}

function checkWindow(query: URLSearchParams): string | null {
  if (query.get("metadataPrefix") !== "arXiv") {
    return oaiError("cannotDisseminateFormat", "Only the format arXiv is served here.");
  }
  const from = query.get("from") ?? "0000-00-00";
  const until = query.get("until") ?? "9999-99-99";
  const dated = [from, until].every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day));
  return dated && from <= until
    ? null
    : oaiError("badArgument", "from and until must be days in this order.");
}

function refuse(reason: string, anchor: string): Answer {
  return atom(400, atomFeed([atomError(reason, anchor)], 1, 0, 1));
}

function atom(status: number, body: string): Answer {
  return { status, type: "application/atom+xml; charset=utf-8", body };
}

function oai(body: string): Answer {
  return { status: 200, type: "text/xml; charset=utf-8", body };
}
