import { foldLatin } from "@/lib/papers/title-key";
import { stopWords, wordsOf } from "@/lib/search/words";

type Known = { title: string; authors: string[]; topics: string[]; day: Date };

/** An example query and what it means. */
export type Example = { q: string; meaning: string };

const fallback: Known = {
  title: "Chain of thought prompting",
  authors: ["Emmy Noether"],
  topics: ["cs.CL"],
  day: new Date("2025-01-01"),
};

/** Examples of the query syntax with words of these papers, so that each finds something on this hub. */
export function listExamples(papers: Known[]): Example[] {
  const of = (at: number) => papers[Math.min(at, papers.length - 1)] ?? fallback;
  const year = of(4).day.getUTCFullYear();
  return [
    { q: `"${phraseOf(of(0).title)}"`, meaning: "exactly these words, in this order" },
    { q: `ti:${wordOf(of(1).title)}`, meaning: "in the title; abs: for the abstract" },
    { q: `au:${surnameOf(of(2).authors)}`, meaning: "among the authors; also au:“Noether, E.”" },
    { q: `cat:${of(3).topics[0] ?? "cs.CL"}`, meaning: "in a topic; cat:cs for all of an archive" },
    { q: `${wordOf(of(4).title)} year:${year}`, meaning: `announced then; also year:${year - 2}-${year}` },
    { q: `${wordOf(of(5).title)} has:code`, meaning: "with a link to its code" },
    { q: `${wordOf(of(5).title)} -survey`, meaning: "without a word; also -“a phrase” or -cat:cs.CV" },
  ];
}

/** The first three consecutive words of a title without stop words among them; else its first three words. */
function phraseOf(title: string): string {
  const words = plainWords(title);
  const at = words.findIndex(
    (_, i) => i + 3 <= words.length && words.slice(i, i + 3).every((w) => !stopWords.has(w)),
  );
  return words.slice(Math.max(at, 0), Math.max(at, 0) + 3).join(" ") || "chain of thought";
}

function wordOf(title: string): string {
  const longest = plainWords(title).reduce((best, word) => (word.length > best.length ? word : best), "");
  return longest.length > 2 ? longest : "diffusion";
}

function surnameOf(authors: string[]): string {
  const names = authors.map((name) => wordsOf(foldLatin(name)).at(-1) ?? "");
  return names.find((name) => name.length > 3) ?? names[0] ?? "noether";
}

// A title with a formula or quotes makes a poor example.
function plainWords(title: string): string[] {
  return /[$\\"]/.test(title) ? [] : wordsOf(title);
}
