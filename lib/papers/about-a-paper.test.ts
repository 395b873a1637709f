import { describe, expect, it } from "vitest";
import { canonicalKey } from "@/lib/papers/address";
import { uncountedNote } from "@/lib/papers/counted-votes";
import { listLinks } from "@/lib/papers/links";
import { paperJsonLd, paperMetadata } from "@/lib/papers/metadata";
import type { Paper } from "@/lib/papers/papers";
import { toBibtex } from "@/lib/programs/formats/bibtex";

const paper = {
  id: 1,
  key: "2601.05230",
  title: "Naïve & simple: an $O(n)$ bound",
  abstract: `We show that $x^2$ </script> holds. ${"Words and more words. ".repeat(20)}`,
  authors: ["Ada Lovelace", "Ludwig van Beethoven", "Quark Collaboration"],
  topics: ["cs.CL", "cs.LG"],
  familyNames: [],
  keywords: [],
  publishedAt: new Date("2026-01-08T10:00:00Z"),
  doi: null,
  journalRef: null,
  sourceUrl: null,
  codeUrl: "https://github.com/a/b",
  codeStars: 1234,
  projectUrl: null,
  upvotes: 7,
} as unknown as Paper;

const byHand = { ...paper, key: "q-abcd1234", sourceUrl: "https://example.org/paper.pdf", codeUrl: null };

describe("a BibTeX entry", () => {
  it("splits names, escapes LaTeX and carries arXiv's fields", () => {
    const text = toBibtex([paper]);
    expect(text).toContain("Lovelace, Ada");
    expect(text).toContain("van Beethoven, Ludwig");
    expect(text).toMatch(/\\&/);
    expect(text).toContain("eprint = {2601.05230}");
    expect(text).toContain("primaryClass = {cs.CL}");
    expect(text.trim().endsWith("}")).toBe(true);
  });

  it("has no arXiv fields for a paper entered by hand", () => {
    expect(toBibtex([byHand])).not.toContain("archivePrefix");
    expect(toBibtex([byHand])).toContain("https://example.org/paper.pdf");
  });
});

describe("links", () => {
  it("lead to arXiv, PDF, DOI and code", () => {
    expect(listLinks(paper).map((link) => link.name)).toEqual(["arXiv", "PDF", "DOI", "Code ★ 1,234"]);
    expect(listLinks(paper)[2]?.href).toBe("https://doi.org/10.48550/arXiv.2601.05230");
  });

  it("say that the repository of its code is archived or gone", () => {
    const known = { stars: 1234, archived: false, missing: false, checkedAt: new Date() };
    const code = (state: Partial<typeof known>) => listLinks(paper, { ...known, ...state }).at(-1)?.name;
    expect(code({})).toBe("Code ★ 1,234");
    expect(code({ archived: true })).toBe("Code ★ 1,234 (archived)");
    expect(code({ missing: true })).toBe("Code (no longer there)");
  });

  it("lead to the source of a paper entered by hand", () => {
    expect(listLinks(byHand)).toEqual([{ name: "Paper", href: "https://example.org/paper.pdf" }]);
  });
});

describe("a paper's page metadata", () => {
  it("has a short description, an image and citation tags", () => {
    const head = paperMetadata(paper, "https://hub.example", "Quire");
    expect(head.description.length).toBeLessThan(205);
    expect(head.openGraph.images[0]?.url).toBe("/og/2601.05230");
    expect(head.other["DC.type"]).toBe("preprint");
    // The comma keeps programs from taking "Collaboration" for a family name.
    expect(head.other.citation_author).toEqual([
      "Lovelace, Ada",
      "van Beethoven, Ludwig",
      "Quark Collaboration,",
    ]);
    expect(head.other["z.archiveID"]).toBe("arXiv:2601.05230");
    expect(head.other.citation_publication_date).toBe("2026/01/08");
    expect(head.other.citation_arxiv_id).toBe("2601.05230");
    expect(head.other.citation_doi).toBe("10.48550/arXiv.2601.05230");
    expect(head.other.citation_pdf_url).toBe("https://arxiv.org/pdf/2601.05230");
    expect(head.other.citation_abstract_html_url).toBe("https://hub.example/papers/2601.05230");
    expect(head.alternates.types["application/json+oembed"]).toBe(
      "/oembed?url=https%3A%2F%2Fhub.example%2Fpapers%2F2601.05230&format=json",
    );
  });

  it("names up to 1,000 authors, one with a name that readers would take for two, and no et al.", () => {
    const authorsOf = (authors: string[]) =>
      paperMetadata({ ...paper, authors }, "https://hub.example", "Quire").other;
    const many = Array.from({ length: 1200 }, (_, i) => `Ada Author${i}`);
    expect(authorsOf(many).citation_author).toHaveLength(1000);
    expect(authorsOf(["Ludwig A. van Beethoven"]).citation_author).toEqual(["van\u00a0Beethoven, Ludwig A."]);
    expect(authorsOf(["B. Aubert", "A. Bona", "et al"]).citation_author).toEqual(["Aubert, B.", "Bona, A."]);
    expect(authorsOf([]).citation_author).toEqual([]);
  });

  it("tells the journal of a published paper, and its number on arXiv as a remark", () => {
    const { other } = paperMetadata(
      { ...paper, journalRef: "Nature 1 (2026)" },
      "https://hub.example",
      "Quire",
    );
    expect(other).toMatchObject({ citation_journal_title: "Nature 1 (2026)", "z.extra": "arXiv:2601.05230" });
    expect(other).not.toHaveProperty("citation_publisher");
  });

  it("does not present the hub's own summary as the abstract", () => {
    const summed = { ...paper, abstractKind: "summary" as const };
    expect(paperMetadata(summed, "https://hub.example", "Quire").other).not.toHaveProperty(
      "citation_abstract",
    );
    const known = paperJsonLd(summed, "https://hub.example");
    expect(known).toHaveProperty("description");
    expect(known).not.toHaveProperty("abstract");
  });

  it("includes schema.org data", () => {
    expect(
      paperJsonLd({ ...paper, authors: [...paper.authors, "et al."] }, "https://hub.example"),
    ).toMatchObject({
      "@type": "ScholarlyArticle",
      author: [
        { "@type": "Person", name: "Ada Lovelace" },
        { "@type": "Person", name: "Ludwig van Beethoven" },
        { "@type": "Organization", name: "Quark Collaboration" },
      ],
      url: "https://hub.example/papers/2601.05230",
      interactionStatistic: { userInteractionCount: 7 },
    });
  });
});

it.each([
  ["2601.05230", "2601.05230"],
  ["arXiv:2601.05230v2", "2601.05230"],
  ["math.GT/0309136", "math/0309136"],
  ["q-abcd1234", "q-abcd1234"],
  ["q-ABCD", null],
  ["../etc/passwd", null],
])("the key of %s is %s", (text, key) => expect(canonicalKey(text)).toBe(key));

it("tells a voter why a vote does not count", () => {
  expect(uncountedNote(null)).toBeNull();
  expect(uncountedNote("own_paper")).toContain("you are an author");
});
