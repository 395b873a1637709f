import { describe, expect, it } from "vitest";
import { readPaper } from "@/lib/papers/import/read-paper";

const read = (fields: object) => readPaper(JSON.stringify(fields));
const paperOf = (fields: object) => {
  const found = read(fields);
  if ("problem" in found) throw new Error(found.problem);
  return found.paper;
};
const problemOf = (line: string) => {
  const found = readPaper(line);
  return "problem" in found ? found.problem : null;
};

const listed = {
  id: "2503.11677",
  title: 'On\n  Na\\"ive Methods',
  abstract: " We study\nthings. ",
  authors: ["Ada Lovelace", "Ren\\'e Descartes", " "],
  categories: ["cs.CV", "68T45", "cs.AI"],
  announced: "2025-03-18",
};

const daily = {
  id: "2405.15738v2",
  day: "2024-05-27",
  rank: 0,
  title: "A Title",
  abstract: "We study things.",
  authors: ["Ada Lovelace"],
  published_at: "2024-05-24T17:34:15.000Z",
  upvotes: 19,
  comments: 2,
};

const snapshot = {
  id: "hep-th/9901001",
  submitter: "Somebody",
  authors: "Ada Lovelace and R. Descartes",
  title: "Strings and\n  Things",
  comments: "This paper has been withdrawn by the authors",
  "journal-ref": "J. Things 1 (1999) 1",
  doi: "10.1000/1",
  "report-no": null,
  categories: "hep-th math.AG",
  license: null,
  abstract: "  We study strings.\n",
  versions: [
    { version: "v1", created: "Fri, 1 Jan 1999 12:00:00 GMT" },
    { version: "v2", created: "Mon, 1 Feb 1999 12:00:00 GMT" },
  ],
  update_date: "2009-10-31",
  authors_parsed: [
    ["Lovelace", "Ada", ""],
    ["Descartes", "R.", "Jr"],
    ["The X Collaboration", "", ""],
  ],
};

describe("a list of papers with the date of their announcement", () => {
  it("is cleaned, and its papers are announced the evening before its date", () => {
    expect(paperOf(listed)).toMatchObject({
      arxivId: "2503.11677",
      title: "On Naïve Methods",
      abstract: "We study things.",
      authors: ["Ada Lovelace", "René Descartes"],
      topics: ["cs.CV", "cs.AI"],
      comment: null,
      versions: [],
      announcedAt: new Date("2025-03-18T00:00:00Z"),
      publishedAt: new Date("2025-03-17T18:00:00Z"),
    });
    expect(paperOf({ ...listed, comment: "12 pages" }).comment).toBe("12 pages");
  });

  it("puts the submission in the month of the id", () => {
    const late = paperOf({ ...listed, announced: "2025-04-02" });
    expect(late.publishedAt).toEqual(new Date("2025-03-31T23:59:59Z"));
  });
});

describe("a daily feed", () => {
  it("keeps its day, votes and other data", () => {
    const more = {
      keywords: ["attention"],
      github_repo: "https://github.com/a/b",
      github_stars: 7,
      organization: "A Lab",
    };
    expect(paperOf({ ...daily, ...more })).toMatchObject({
      arxivId: "2405.15738",
      day: "2024-05-27",
      upvotes: 19,
      topics: [],
      publishedAt: new Date("2024-05-24T17:34:15Z"),
      announcedAt: new Date("2024-05-27T00:00:00Z"),
      keywords: ["attention"],
      codeUrl: "https://github.com/a/b",
      codeStars: 7,
      organization: "A Lab",
      projectUrl: null,
    });
  });

  it.each([
    [" A\u202e  Lab ", "A Lab"],
    [{ name: "nvidia", fullname: "NVIDIA" }, "NVIDIA"],
    [{ _id: "1", name: "nvidia", fullname: " " }, "nvidia"],
    ["\u200b", null],
    [null, null],
    [{}, null],
    ["x".repeat(600), "x".repeat(200)],
  ])("reads the organisation %j", (organization, name) => {
    expect(paperOf({ ...daily, organization }).organization).toBe(name);
  });

  it("has arXiv's time of announcement, but none after the beginning of its own day", () => {
    expect(paperOf({ ...daily, day: "2024-06-03" }).announcedAt).toEqual(new Date("2024-05-27T00:00:00Z"));
    expect(paperOf({ ...daily, day: "2024-05-24" }).announcedAt).toEqual(new Date("2024-05-24T00:00:00Z"));
  });

  it.each(["javascript:alert(1)", "not an address", "", "file:///etc/passwd"])(
    "drops the link %j",
    (link) => {
      expect(paperOf({ ...daily, project_page: link, github_repo: link })).toMatchObject({
        projectUrl: null,
        codeUrl: null,
      });
    },
  );
});

describe("arXiv's metadata snapshot", () => {
  it("gives names in order, all versions and the withdrawal", () => {
    expect(paperOf(snapshot)).toMatchObject({
      arxivId: "hep-th/9901001",
      title: "Strings and Things",
      authors: ["Ada Lovelace", "R. Descartes Jr", "The X Collaboration"],
      topics: ["hep-th", "math.AG"],
      journalRef: "J. Things 1 (1999) 1",
      doi: "10.1000/1",
      publishedAt: new Date("1999-01-01T12:00:00Z"),
      versions: [
        { version: 1, at: new Date("1999-01-01T12:00:00Z") },
        { version: 2, at: new Date("1999-02-01T12:00:00Z") },
      ],
      announcedAt: new Date("1999-01-05T01:00:00Z"),
      withdrawn: true,
    });
  });
});

describe("the source of a paper", () => {
  it("is kept as its line gives it, whatever the format", () => {
    const typed = { title: listed.title, abstract: "We study\nthings." };
    const authors = ["Ada Lovelace", "Ren\\'e Descartes", ""];
    expect(paperOf({ ...listed, comment: "12\\,pages" })).toMatchObject({
      familyNames: [],
      sourceText: { ...typed, authors, comment: "12\\,pages", journalRef: null },
    });
    expect(paperOf(daily).sourceText).toMatchObject({ title: "A Title", authors: ["Ada Lovelace"] });
    expect(paperOf(snapshot)).toMatchObject({
      familyNames: ["Lovelace", "Descartes", "The X Collaboration"],
      sourceText: {
        title: "Strings and\n  Things",
        abstract: "We study strings.",
        comment: "This paper has been withdrawn by the authors",
        journalRef: "J. Things 1 (1999) 1",
        authors: [
          { family: "Lovelace", given: "Ada" },
          { family: "Descartes", given: "R.", suffix: "Jr" },
          { family: "The X Collaboration" },
        ],
      },
    });
  });

  it("has the line of authors where a snapshot does not split it", () => {
    const { authors_parsed: _, ...unsplit } = snapshot;
    const names = ["Ada Lovelace", "R. Descartes"];
    expect(paperOf(unsplit)).toMatchObject({
      authors: names,
      familyNames: [],
      sourceText: { authors: names },
    });
    expect(paperOf({ ...unsplit, authors_parsed: [] }).authors).toEqual(names);
  });
});

describe("a broken line", () => {
  it.each([
    ["{", "is not a JSON object"],
    ["[1]", "has none of the fields"],
    ["null", "is not a JSON object"],
    ['"text"', "is not a JSON object"],
    [JSON.stringify({ id: "2503.11677" }), "has none of the fields"],
    [JSON.stringify({ ...listed, id: "nonsense" }), 'id: "nonsense" is not an arXiv id'],
    [JSON.stringify({ ...listed, title: " " }), "title: "],
    [JSON.stringify({ ...listed, announced: "2025-02-30" }), "announced: "],
    [JSON.stringify({ ...listed, authors: "Ada" }), "authors: "],
    [JSON.stringify({ ...daily, published_at: "soon" }), "published_at: is not a date"],
    [JSON.stringify({ ...daily, upvotes: -1 }), "upvotes: "],
    [JSON.stringify({ ...snapshot, versions: [] }), "versions: "],
  ])("says what is wrong with %.40s", (line, problem) => {
    expect(problemOf(line)).toContain(problem);
  });
});
