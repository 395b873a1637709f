import { parseArxivId } from "../../lib/papers/arxiv/ids";
import { setOf } from "../../lib/papers/arxiv/sets";
import { isTopic } from "../../lib/papers/topics/topics";
import { type RequestedPaper, stampOf } from "./arxiv-answers";
import type { FakePaper } from "./arxiv-papers";

/** The papers of an `id_list`, or its first malformed id. Unknown ids are left out. */
export function byIds(papers: FakePaper[], idList: string): RequestedPaper[] | { malformed: string } {
  const names = idList.split(",");
  const malformed = names.find((name) => parseArxivId(name) === null);
  if (malformed !== undefined) return { malformed };
  return names.flatMap((name) => {
    const wanted = parseArxivId(name);
    const paper = papers.find((candidate) => candidate.id === wanted?.id && !candidate.deleted);
    const version = wanted?.version ?? paper?.versions.length ?? 0;
    return paper && version <= paper.versions.length ? [{ paper, version }] : [];
  });
}

/** The papers of a `search_query`: terms `cat: ti: abs: au: all:` joined by AND or OR, evaluated from left to right. */
export function byQuery(papers: FakePaper[], query: URLSearchParams): RequestedPaper[] {
  const words = (query.get("search_query") ?? "").split(/\s+/).filter(Boolean);
  const found = papers.filter((paper) => !paper.deleted && matches(paper, words));
  const date = query.get("sortBy") === "lastUpdatedDate" ? -1 : 0;
  const direction = query.get("sortOrder") === "ascending" ? 1 : -1;
  const dateOf = (paper: FakePaper) => paper.versions.at(date) ?? "";
  found.sort((a, b) => direction * dateOf(a).localeCompare(dateOf(b)));
  return found.map((paper) => ({ paper, version: paper.versions.length }));
}

/** The records that changed in a period (`from`, `until`), the oldest change first. */
export function byWindow(papers: FakePaper[], query: URLSearchParams): FakePaper[] {
  const set = query.get("set");
  const from = query.get("from") ?? "0000";
  const until = query.get("until") ?? "9999";
  const found = papers.filter((paper) => {
    const stamp = stampOf(paper);
    return stamp >= from && stamp <= until && (set === null || setsOf(paper).includes(set));
  });
  return found.sort((a, b) => stampOf(a).localeCompare(stampOf(b)));
}

/** The top-level OAI-PMH sets of a paper: `cs`, `physics:hep-th`. */
export function setsOf(paper: FakePaper): string[] {
  return [...new Set(paper.categories.filter(isTopic).map(setOf))];
}

function matches(paper: FakePaper, words: string[]): boolean {
  let result = true;
  words.forEach((word, i) => {
    if (word === "AND" || word === "OR") return;
    const here = matchesTerm(paper, word);
    result = words[i - 1] === "OR" ? result || here : result && here;
  });
  return result && words.length > 0;
}

function matchesTerm(paper: FakePaper, term: string): boolean {
  const [, field = "all", wanted = ""] = /^(?:(\w+):)?"?(.*?)"?$/.exec(term) ?? [];
  if (field === "cat") return paper.categories.includes(wanted);
  const texts: Record<string, string> = { ti: paper.title, abs: paper.abstract, au: paper.authors.join(" ") };
  const text = texts[field] ?? Object.values(texts).join(" ");
  return text.toLowerCase().includes(wanted.toLowerCase().replaceAll("_", " "));
}
