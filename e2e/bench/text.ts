import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { percentile } from "@/e2e/bench/stats";
import { sharedPapers } from "@/e2e/support/real-papers";
import { latexToParagraphs, latexToText, plainText, splitMath } from "@/lib/papers/latex/latex";
import { typesetMath } from "@/lib/papers/latex/math-ml";
import { symbols } from "@/lib/papers/latex/tex-symbols";
import { linksInText } from "@/lib/papers/paper-links";

/** What was counted in the text of many records. Times are in milliseconds. */
export type TextCounts = {
  records: number;
  words: number;
  /** Words of the sources that are not in the plain text: `2507.01300 word`. */
  lost: string[];
  /** Ids of records whose text changes when it is read again. */
  changed: string[];
  formulas: number;
  /** Formulas that KaTeX cannot set: `2504.17180 \projectname`. */
  unset: string[];
  /** Ids of records in whose formulas a tag is not closed. */
  unbalanced: string[];
  /** How many records name a repository, by a crude search of the source. */
  named: number;
  /** Those whose repository is not among their links: `2506.02393 github.com/owner/`. */
  unlinked: string[];
  times: number[];
};

/**
 * Reads the real records as the importer does, and counts what would be wrong.
 * @param most how many records, from the first on
 * @returns null when the file is missing
 */
export async function countTexts(most = Number.POSITIVE_INFINITY): Promise<TextCounts | null> {
  if (!existsSync(sharedPapers)) return null;
  const counts: TextCounts = {
    records: 0,
    words: 0,
    lost: [],
    changed: [],
    formulas: 0,
    unset: [],
    unbalanced: [],
    named: 0,
    unlinked: [],
    times: [],
  };
  for await (const line of createInterface(createReadStream(sharedPapers).pipe(createGunzip()))) {
    countRecord(counts, JSON.parse(line));
    if (counts.records === most) break;
  }
  return counts;
}

/** Prints the counts over all records. */
export async function measureText(): Promise<string> {
  const counts = await countTexts();
  if (!counts) return "There are no records in ../shared/data.";
  const { records, words, lost, changed, formulas, unset, unbalanced, named, unlinked, times } = counts;
  const [middle, longest] = [percentile(times, 0.5), Math.max(...times)];
  return [
    ...lost.map((one) => `lost: ${one}`),
    ...changed.map((one) => `changed when read again: ${one}`),
    ...unset.map((one) => `as typed: ${one}`),
    ...unlinked.map((one) => `repository not linked: ${one}`),
    `${records} records: ${words} words, ${lost.length} lost; ${changed.length} changed when read again`,
    `${formulas} formulas, ${unset.length} shown as typed, ${unbalanced.length} with a tag that is not closed`,
    `${named} records name a repository, ${unlinked.length} without a link to it`,
    `time of a record: p50 ${middle.toFixed(3)} ms, max ${longest.toFixed(1)} ms`,
  ].join("\n");
}

type Line = { id: string; title: string; abstract: string; comment?: string };

function countRecord(counts: TextCounts, { id, title, abstract, comment = "" }: Line): void {
  const started = performance.now();
  const [heading, paragraphs, note] = [latexToText(title), latexToParagraphs(abstract), latexToText(comment)];
  const plain = plainText([heading, paragraphs, note].join("\n"));
  counts.times.push(performance.now() - started);
  counts.records += 1;
  const shown = folded(plain);
  for (const word of wordsOf([title, abstract, comment].join("\n"))) {
    counts.words += 1;
    if (!shown.includes(folded(word))) counts.lost.push(`${id} ${word}`);
  }
  const again = [
    latexToText(heading),
    latexToParagraphs(paragraphs.replaceAll("\n", "\n\n")),
    latexToText(note),
  ];
  if (again.join("\n") !== [heading, paragraphs, note].join("\n")) counts.changed.push(id);
  countFormulas(counts, id, [heading, paragraphs]);
  countLinks(counts, id, { text: { abstract: paragraphs, comment: note }, source: { abstract, comment } });
}

const repository =
  /(?:github|gitlab|codeberg|bitbucket)\s?\.\s?(?:com|org)\s*\/\s*[\w.-]+\s*\/\s*([\w.-]*\w)/i;

type Texts = { abstract: string; comment: string };

function countLinks(counts: TextCounts, id: string, { text, source }: { text: Texts; source: Texts }): void {
  const [address, name = ""] = repository.exec(`${source.abstract}\n${source.comment}`) ?? [];
  if (!address) return;
  counts.named += 1;
  const wanted = name.replace(/\.git$/, "").toLowerCase();
  const links = linksInText(text, source).filter(({ kind }) => kind === "code");
  if (!links.some(({ url }) => url.toLowerCase().includes(wanted))) counts.unlinked.push(`${id} ${address}`);
}

function countFormulas(counts: TextCounts, id: string, texts: string[]): void {
  for (const text of texts) counts.formulas += splitMath(text).filter(({ kind }) => kind === "math").length;
  for (const part of texts.flatMap(typesetMath)) {
    if (part.kind === "tex") counts.unset.push(`${id} ${part.tex}`);
    if (part.kind === "math" && !isBalanced(part.mathMl)) counts.unbalanced.push(id);
  }
}

// Arguments that are no text, names of commands, and HTML.
const unseen =
  /\\(?:(?:\w*cite\w*|footnotemark|thanks|label|\w*ref|[vh]space|input|include|includegraphics|begin|end|ding|unicode)\*?(?:\[[^\]]*\])*(?:\{[^{}]*\})?|(?:textcolor|colorbox|color|foreignlanguage|scalebox|raisebox)(?:\[[^\]]*\])?\{[^{}]*\}|(?:href|hyperlink)\{[^{}]*\}(?=\{)|[A-Za-z]+)|<a\s[^<>]*>|&[a-z]+;/g;
const pasted = /\\([a-zA-Z])\{([a-z]+)\}/g;

/** The words of three letters or more of a source outside commands. */
function wordsOf(source: string): string[] {
  const spelled = source.replace(pasted, (whole, first: string, rest: string) =>
    symbols.has(first + rest) ? " " : whole,
  );
  return spelled.replace(unseen, " ").match(/[A-Za-z]{3,}/g) ?? [];
}

/** A text without accents, in small letters. */
function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function isBalanced(markup: string): boolean {
  const open: string[] = [];
  for (const [, closing = "", name = "", empty] of markup.matchAll(/<(\/?)([A-Za-z]+)[^>]*?(\/?)>/g)) {
    if (closing ? open.pop() !== name : false) return false;
    if (!closing && !empty) open.push(name);
  }
  return open.length === 0;
}
