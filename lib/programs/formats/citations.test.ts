import { existsSync } from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeCited } from "@/e2e/support/made-cited";
import { realPapers, sharedPapers } from "@/e2e/support/real-papers";
import { plainText } from "@/lib/papers/latex/latex";
import { sortableName } from "@/lib/papers/names";
import { toBibtex } from "@/lib/programs/formats/bibtex";
import type { Cited } from "@/lib/programs/formats/cited";
import { toCsl, toCslJson } from "@/lib/programs/formats/csl";
import { toCsv } from "@/lib/programs/formats/csv";
import { toRis } from "@/lib/programs/formats/ris";
import { writePapers } from "@/lib/programs/formats/write-papers";

type Name = {
  family?: string;
  given?: string;
  suffix?: string;
  literal?: string;
  "non-dropping-particle"?: string;
};

const read = (text: string) => new Cite(text, { generateGraph: false }).data;
const names = (item: Record<string, unknown> | undefined) =>
  ((item?.author ?? []) as Name[]).map((name) => {
    const family = [name["non-dropping-particle"], name.family].filter(Boolean).join(" ");
    return [name.literal ?? family, name.given, name.suffix].filter(Boolean).join(", ");
  });
const sorted = ({ authors }: Cited) => authors.map((name) => sortableName(name));

/** Formulas become characters in one way here and in another in the library that reads. */
const letters = (text: unknown) =>
  String(text)
    .normalize("NFKD")
    .replace(/[^\p{L}]/gu, "");
const withoutMath = ({ title }: Cited) => !/[$\\^]/.test(title);

describe("BibTeX", () => {
  it("has arXiv's own fields, a standard month, and unchanged formulas", () => {
    const text = toBibtex([makeCited()]);
    expect(text).toBe(`@misc{lovelace2026bound-2603.00001,
  title = {A bound on {$x^2$} for {BERT}},
  author = {Lovelace, Ada and van Beethoven, Ludwig},
  year = {2026},
  month = mar,
  eprint = {2603.00001},
  archivePrefix = {arXiv},
  eprinttype = {arxiv},
  primaryClass = {cs.CL},
  doi = {10.48550/arXiv.2603.00001},
  url = {https://arxiv.org/abs/2603.00001},
  abstract = {We study $x_1 < \\alpha$ \\& find that it holds.},
}
`);
  });

  it("is an article if there is a journal, with the publisher's DOI", () => {
    const text = toBibtex([makeCited({ journalRef: "Phys. Rev. D 76 & 77", doi: "10.1000/a_b{c}" })]);
    expect(text).toContain("@article{lovelace2026bound-2603.00001,");
    expect(text).toContain("  journal = {Phys. Rev. D 76 \\& 77},");
    expect(text).toContain("  doi = {10.1000/a_b%7Bc%7D},");
  });

  it("has no arXiv fields for a paper entered by hand", () => {
    const text = toBibtex([makeCited({ key: "q-abcd1234", sourceUrl: "https://example.org/a_b.pdf" })]);
    expect(text).not.toMatch(/arxiv/i);
    expect(text).toContain("url = {https://example.org/a_b.pdf}");
  });

  it("keeps names that have no Latin letters, teams, particles and suffixes", () => {
    const authors = ["李明", "ATLAS Collaboration", "Guy van den Broeck", "John Müller, Jr.", "Madonna"];
    const [item] = read(toBibtex([makeCited({ authors })]));
    expect(names(item)).toEqual([
      "李, 明",
      "ATLAS Collaboration",
      "van den Broeck, Guy",
      "Müller, John, Jr.",
      "Madonna",
    ]);
  });
});

it("names authors in every format as a library does: groups whole, particles, and a note for those whom the source does not name", () => {
  const authors = [
    "Inclusion AI",
    "Charles de la Vallée Poussin",
    "Blaise Agüera y Arcas",
    "Gabriel Petre1",
    "et al",
  ];
  const papers = [makeCited({ authors })];
  expect(toBibtex(papers)).toContain(
    "author = {{Inclusion AI} and de la Vall{\\'e}e Poussin, Charles and {Ag{\\\"u}era y Arcas}, Blaise and Petre, Gabriel}",
  );
  // Zotero would make an author of BibTeX's "others".
  expect(toBibtex(papers)).toContain("note = {The source does not name all authors.}");
  const lines = toRis(papers).split("\r\n");
  const named = ["Inclusion AI", "de la Vallée Poussin, Charles", "Agüera y Arcas, Blaise", "Petre, Gabriel"];
  expect(lines.filter((line) => line.startsWith("AU"))).toEqual(named.map((name) => `AU  - ${name}`));
  expect(toCsl(papers)[0]?.author[0]).toEqual({ literal: "Inclusion AI" });
  expect(toCsl(papers)[0]?.author[1]).toEqual({ family: "de la Vallée Poussin", given: "Charles" });
  expect(toCsl(papers)[0]?.author).toHaveLength(4);
});

it.each([
  ["authors", "by its authors"],
  ["arxiv", "by arXiv"],
] as const)("says in every format that a paper was withdrawn (by %s)", (withdrawnBy, words) => {
  const papers = [makeCited({ withdrawn: true, withdrawnBy })];
  const notice = `This paper was withdrawn ${words}.`;
  expect(toBibtex(papers)).toContain(`  note = {${notice}},`);
  expect(read(toBibtex(papers))[0]?.note).toBe(notice);
  expect(toRis(papers).split("\r\n")).toContain(`N1  - ${notice}`);
  expect(toCsl(papers)[0]?.note).toBe(notice);
  const [header = "", row = ""] = toCsv(papers, "https://hub.example").split("\r\n");
  expect(header.endsWith(",withdrawn")).toBe(true);
  expect(row.endsWith(`,withdrawn ${words}`)).toBe(true);
  for (const format of ["md", "bib"] as const)
    expect(writePapers(papers, format, "https://hub.example", null)).toContain(words);
  expect(toBibtex([makeCited()]) + toRis([makeCited()]) + toCslJson([makeCited()])).not.toMatch(
    /note|N1 |withdrawn/,
  );
});

it("keeps the lines of an abstract in Markdown, and none of them begins a list or a heading", () => {
  const text = writePapers(
    [makeCited({ abstract: "We ask:\n1. Why?\n# What?" })],
    "md",
    "https://h.example",
    null,
  );
  expect(text).toContain("We ask:\\\n1\\. Why?\\\n\\# What?");
});

it("leaves degrees out of the names that it cites, and keeps suffixes as parts of their own", () => {
  const papers = [makeCited({ authors: ["Martin L. King Jr., PhD", "Jane Doe, MD", "Paulo Drews-Jr"] })];
  expect(toCsl(papers)[0]?.author).toEqual([
    { family: "King", given: "Martin L.", suffix: "Jr." },
    { family: "Doe", given: "Jane" },
    { family: "Drews", given: "Paulo", suffix: "Jr" },
  ]);
  expect(toBibtex(papers)).toContain("author = {King, Jr., Martin L. and Doe, Jane and Drews, Jr, Paulo}");
});

it("does not present a notice of withdrawal as the abstract", () => {
  const abstract = "This paper has been withdrawn by the authors due to an error in Lemma 2.";
  const papers = [makeCited({ withdrawn: true, withdrawnBy: "authors", abstract })];
  for (const text of [toBibtex(papers), toRis(papers), toCslJson(papers), toCsv(papers, "https://h.example")])
    expect(text).not.toContain("Lemma 2");
  const text = writePapers(papers, "md", "https://hub.example", null);
  expect(text).toContain("## Notice of withdrawal\n\nThis paper has been withdrawn");
  const kept = makeCited({ withdrawn: true, withdrawnBy: "authors" });
  expect(toBibtex([kept])).toContain("abstract = {We study");
});

it("does not present the hub's summary as the abstract", () => {
  const papers = [makeCited({ abstractKind: "summary", abstract: "In short, a bound." })];
  for (const text of [
    toBibtex(papers),
    toRis(papers),
    toCslJson(papers),
    toCsv(papers, "https://hub.example"),
  ])
    expect(text).not.toContain("In short");
});

describe("RIS", () => {
  it("has one line for each value, between TY and ER", () => {
    const long = "word ".repeat(100).trim();
    const lines = toRis([makeCited({ abstract: `${long}\nTY  - BOOK` })]).split("\r\n");
    expect(lines.slice(0, 5)).toEqual([
      "TY  - MANSCPT",
      "ID  - lovelace2026bound-2603.00001",
      "TI  - A bound on x² for BERT",
      "AU  - Lovelace, Ada",
      "AU  - van Beethoven, Ludwig",
    ]);
    expect(lines).toEqual(
      expect.arrayContaining(["M3  - Preprint", "DB  - arXiv", "AN  - arXiv:2603.00001"]),
    );
    expect(lines).toContain(`AB  - ${long} TY - BOOK`);
    expect(lines).toContain("DA  - 2026/03/02/");
    expect(lines.filter((line) => line.startsWith("ER"))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith("KW"))).toEqual(["KW  - cs.CL", "KW  - cs.LG"]);
  });

  it("names the journal", () => {
    const text = toRis([makeCited({ journalRef: "Nature 1 (2026)" })]);
    expect(text).toContain("TY  - JOUR\r\n");
    expect(text).toContain("T2  - Nature 1 (2026)\r\n");
  });
});

describe("CSV", () => {
  it.each(["=1+1", "+A1", "-2", "@SUM(A1)", "\t=1"])("has %s as text, not as a formula", (title) => {
    const [, row = ""] = toCsv([makeCited({ title, authors: [`=${title}`] })], "https://hub.example").split(
      "\r\n",
    );
    const [, shown = "", authors = ""] = row.split(",");
    for (const cell of [shown, authors]) expect(cell).toMatch(/^"?'/);
  });
});

describe("odd titles and names", () => {
  const title = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
    .filter((text) => /\p{L}/u.test(text));

  it("give valid entries with unique keys", () => {
    fc.assert(
      fc.property(fc.array(title, { minLength: 1, maxLength: 4 }), (titles) => {
        const papers = titles.map((text, i) => makeCited({ key: `2603.0000${i}`, title: text }));
        const keys = read(toBibtex(papers)).map((item) => item["citation-key"]);
        expect(new Set(keys).size).toBe(papers.length);
        expect(read(toRis(papers))).toHaveLength(papers.length);
        expect(JSON.parse(toCslJson(papers))).toEqual(toCsl(papers));
      }),
      { numRuns: 60 },
    );
  });
});

const there = existsSync(sharedPapers);
describe.skipIf(!there)(`real papers (skipped where ${sharedPapers} is not there)`, () => {
  it("survive a round trip through BibTeX", async () => {
    const papers = await realPapers(200);
    const items = read(toBibtex(papers));
    expect(items.map(names)).toEqual(papers.map(sorted));
    expect(items.map((item) => item.id)).toEqual(toCsl(papers).map(({ id }) => id));
    for (const [i, paper] of papers.entries()) {
      if (withoutMath(paper)) expect(letters(items[i]?.title)).toBe(letters(plainText(paper.title)));
      expect(items[i]?.URL).toBe(`https://arxiv.org/abs/${paper.key}`);
    }
  });

  it("survive a round trip through RIS", async () => {
    const papers = await realPapers(200);
    const items = read(toRis(papers));
    expect(items.map(names)).toEqual(papers.map(sorted));
    expect(items.map((item) => item.title)).toEqual(papers.map(({ title }) => plainText(title)));
    expect(items.map((item) => item.abstract)).toEqual(papers.map(({ abstract }) => plainText(abstract)));
    expect(items.map((item) => item.DOI)).toEqual(papers.map(({ key }) => `10.48550/arXiv.${key}`));
  });
});
