import { XMLParser, XMLValidator } from "fast-xml-parser";
import { parseFeed } from "feedsmith";
import { beforeAll, describe, expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { type Cited, findCited, listCited } from "@/lib/programs/formats/cited";
import { writeFeed } from "@/lib/programs/formats/write-feed";
import { writePapers } from "@/lib/programs/formats/write-papers";

withTestDb();

let papers: Cited[];
const channel = {
  title: "Papers & <more>",
  address: "/topics/cs.CL?order=top",
  description: "All of them",
  hubUrl: "https://hub.example",
  hubName: "Quire",
  updated: new Date("2026-03-03T08:00:00Z"),
};

beforeAll(async () => {
  const one = await makePaper({ title: "A <b> & ]]> $x^2$", abstract: 'Less < more & "so" \u0007on ]]>.' });
  const lab = { organization: 'A "Lab" & <b>', organizationSlug: "a-lab-b" };
  const two = await makePaper({ authors: ["Ada Lovelace", "王小明"], topics: ["cs.CL", "cs.LG"], ...lab });
  const hidden = await makePaper({ status: "hidden" });
  papers = await listCited([two.id, hidden.id, one.id]);
  expect(papers.map(({ id }) => id)).toEqual([two.id, one.id]);
  expect(await findCited(hidden.key)).toBeNull();
});

describe("a list to subscribe to", () => {
  it.each(["atom", "rss"] as const)(
    "is well-formed XML that a strict reader understands, as %s",
    (format) => {
      const text = writeFeed(papers, format, channel);
      expect(XMLValidator.validate(text)).toBe(true);
      expect(parseFeed(text).format).toBe(format);
      const entry = new XMLParser().parse(text);
      const entries = format === "atom" ? entry.feed.entry : entry.rss.channel.item;
      expect(entries).toHaveLength(2);
      expect(JSON.stringify(entries[1])).toContain("Less");
      expect(text).toContain(`https://hub.example/feeds/topics/cs.CL.${format}?order=top`);
      expect(text).not.toContain("\u0007");
    },
  );

  it("is a JSON Feed with whole abstracts, stable ids and every author", () => {
    const feed = JSON.parse(writeFeed(papers, "json", channel));
    expect(feed).toMatchObject({ version: "https://jsonfeed.org/version/1.1", language: "en" });
    expect(feed.items[0].authors).toEqual([{ name: "Ada Lovelace" }, { name: "王小明" }]);
    expect(feed.items[1].title).toContain("A <b> & ]]>");
    expect(feed.items.map(({ id }: { id: string }) => id)).toEqual(
      papers.map(({ key }) => `https://hub.example/papers/${key}`),
    );
  });

  it("names the organisation as a category of entries, and with its slug in JSON Feed", () => {
    const scheme = "https://hub.example/organizations";
    const parser = new XMLParser({ ignoreAttributes: false });
    const atom = parser.parse(writeFeed(papers, "atom", channel)).feed.entry[0];
    expect(atom.category.at(-1)).toEqual({
      "@_label": 'A "Lab" & <b>',
      "@_scheme": scheme,
      "@_term": "a-lab-b",
    });
    const rss = parser.parse(writeFeed(papers, "rss", channel)).rss.channel.item[0];
    expect(rss.category.at(-1)).toEqual({ "#text": 'A "Lab" & <b>', "@_domain": scheme });
    const { items } = JSON.parse(writeFeed(papers, "json", channel));
    expect(items[0]._organization).toEqual({ name: 'A "Lab" & <b>', slug: "a-lab-b" });
    expect(items[1]._organization).toBeUndefined();
  });

  it("names every author in RSS without made-up addresses", () => {
    const { rss } = new XMLParser().parse(writeFeed(papers, "rss", channel));
    expect(rss.channel.item[0]).toMatchObject({ "dc:creator": ["Ada Lovelace", "王小明"] });
    expect(rss.channel.item[0].author).toBeUndefined();
  });

  it("has plain titles in Atom, and escapes what feed readers would interpret as HTML", () => {
    const atom = writeFeed(papers, "atom", channel);
    expect(atom).toContain('<title type="text">A &lt;b&gt; &amp; ]]');
    const { feed } = new XMLParser({ ignoreAttributes: false }).parse(atom);
    expect(feed.updated).toBe("2026-03-03T08:00:00.000Z");
    expect(feed.entry.map((entry: { title: object }) => entry.title)).toEqual([
      { "@_type": "text", "#text": papers[0]?.title },
      { "@_type": "text", "#text": "A <b> & ]]> x²" },
    ]);
    expect(feed.entry[1].summary["#text"]).toContain("Less &lt; more &amp;");
    const { rss } = new XMLParser().parse(writeFeed(papers, "rss", channel));
    expect(rss.channel.item[1].description).toContain("Less &lt; more &amp;");
  });

  it.each([
    ["authors", "This paper was withdrawn by its authors."],
    ["arxiv", "This paper was withdrawn by arXiv."],
    [null, "This paper was withdrawn."],
  ] as const)("says that a paper was withdrawn (by %s)", (withdrawnBy, words) => {
    const withdrawn = papers.slice(0, 1).map((paper) => ({ ...paper, withdrawn: true, withdrawnBy }));
    const [item] = JSON.parse(writeFeed(withdrawn, "json", channel)).items;
    expect(item.summary).toMatch(words);
    expect(item.content_html).toMatch(words);
    const { feed } = new XMLParser().parse(writeFeed(withdrawn, "atom", channel));
    for (const told of [feed.entry.summary, feed.entry.content])
      expect(told["#text"] ?? told).toContain(words);
    const { rss } = new XMLParser().parse(writeFeed(withdrawn, "rss", channel));
    for (const told of [rss.channel.item.description, rss.channel.item["content:encoded"]])
      expect(told).toContain(words);
    for (const format of ["atom", "rss", "json"] as const)
      expect(writeFeed(papers, format, channel)).not.toContain("withdrawn");
  });

  it("has a paragraph for each line of an abstract, each with the direction of its own text", () => {
    const lined = papers.slice(0, 1).map((paper) => ({ ...paper, abstract: "Two:\n1. ‏أ\n2. B < C" }));
    const html = '<p dir="auto">Two:</p><p dir="auto">1. ‏أ</p><p dir="auto">2. B &lt; C</p>';
    expect(JSON.parse(writeFeed(lined, "json", channel)).items[0].content_html).toBe(html);
    for (const format of ["atom", "rss"] as const)
      expect(writeFeed(lined, format, channel)).toContain(format === "rss" ? html : "Two:");
  });

  it("may be empty", () => {
    expect(XMLValidator.validate(writeFeed([], "atom", channel))).toBe(true);
  });
});

it("writes a list and a single paper in every export format", () => {
  const marks = { bib: "@misc{", ris: "TY  - ", "csl.json": '"citation-key"', csv: "id,title", md: "# " };
  for (const [format, mark] of Object.entries(marks)) {
    const text = writePapers(papers, format as keyof typeof marks, channel.hubUrl, channel);
    expect(text).toContain(mark);
    const single = writePapers(papers.slice(0, 1), format as keyof typeof marks, channel.hubUrl, null);
    expect(single).toContain(mark);
    expect(text.length).toBeGreaterThan(single.length / 2);
  }
});
