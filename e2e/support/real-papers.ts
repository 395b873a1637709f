import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { makeCited } from "@/e2e/support/made-cited";
import { latexToText } from "@/lib/papers/latex/latex";
import type { Cited } from "@/lib/programs/formats/cited";

/** A file of real arXiv records, outside the project; it may be missing. */
export const sharedPapers = "../shared/data/arxiv-papers.jsonl.gz";

type Line = { id: string; title: string; abstract: string; authors: string[]; categories: string[] };

/** The first papers of that file, as exports read them. @throws if the file is missing */
export async function realPapers(count: number): Promise<Cited[]> {
  const papers: Cited[] = [];
  for await (const text of createInterface(createReadStream(sharedPapers).pipe(createGunzip()))) {
    const { id, title, abstract, authors, categories }: Line = JSON.parse(text);
    const cleaned = { title: latexToText(title), abstract: latexToText(abstract) };
    papers.push(makeCited({ key: id, ...cleaned, authors: authors.map(latexToText), topics: categories }));
    if (papers.length === count) break;
  }
  return papers;
}
