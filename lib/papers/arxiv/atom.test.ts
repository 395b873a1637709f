import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/base/errors";
import { parseAtomPage } from "./atom";

const parseAtom = (xml: string) => parseAtomPage(xml).records;

const feed = (entries: string, total = 1) => `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/Jt5DCUF5RZiiVsiTCMUGyGNmG3A</id>
  <title>arXiv Query: search_query=&amp;id_list=2601.05230&amp;start=0&amp;max_results=10</title>
  <updated>2026-01-09T12:00:00Z</updated>
  <opensearch:itemsPerPage>10</opensearch:itemsPerPage>
  <opensearch:totalResults>${total}</opensearch:totalResults>
  <opensearch:startIndex>0</opensearch:startIndex>
  ${entries}
</feed>
`;

const entry = (inside: string, id = "2601.05230v3") => `<entry>
    <id>http://arxiv.org/abs/${id}</id>
    <title>A na\\"ive title
  in two lines &amp; more</title>
    <updated>2026-03-02T09:00:00Z</updated>
    <link href="https://arxiv.org/abs/${id}" rel="alternate" type="text/html"/>
    <summary>  We prove $a &lt; b$ for
  all R&amp;D.
</summary>
    <published>2026-01-08T18:30:00Z</published>
    ${inside}
  </entry>`;

const full = entry(`<arxiv:comment>12 pages,
  3 figures</arxiv:comment>
    <arxiv:journal_ref>J. Test 1 (2026)</arxiv:journal_ref>
    <arxiv:doi>10.1234/abc.5</arxiv:doi>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <category term="68T50" scheme="http://arxiv.org/schemas/atom"/>
    <category term="I.2.7" scheme="http://arxiv.org/schemas/atom"/>
    <arxiv:primary_category term="cs.CL"/>
    <author><name>Ren\\'e One</name><arxiv:affiliation>Somewhere</arxiv:affiliation></author>
    <author><name>Zo&#235; Two</name></author>`);

const refused = (xml: string) => {
  try {
    parseAtom(xml);
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
  return "accepted";
};

describe("parseAtom", () => {
  it("reads every field", () => {
    expect(parseAtom(feed(full))).toEqual([
      {
        arxivId: "2601.05230",
        title: "A naïve title in two lines & more",
        abstract: "We prove $a < b$ for\nall R&D.",
        authors: ["René One", "Zoë Two"],
        familyNames: [],
        sourceText: {
          title: 'A na\\"ive title\n  in two lines & more',
          abstract: "We prove $a < b$ for\n  all R&D.",
          comment: "12 pages,\n  3 figures",
          journalRef: "J. Test 1 (2026)",
          authors: ["Ren\\'e One", "Zoë Two"],
        },
        topics: ["cs.CL", "cs.LG"],
        comment: "12 pages, 3 figures",
        journalRef: "J. Test 1 (2026)",
        doi: "10.1234/abc.5",
        dois: ["10.1234/abc.5"],
        licence: null,
        publishedAt: new Date("2026-01-08T18:30:00Z"),
        versions: [
          { version: 1, at: new Date("2026-01-08T18:30:00Z") },
          { version: 3, at: new Date("2026-03-02T09:00:00Z") },
        ],
        announcedAt: new Date("2026-01-09T01:00:00Z"),
        withdrawn: false,
        withdrawnBy: null,
      },
    ]);
  });

  it("reads a bare first version", () => {
    const [paper] = parseAtom(feed(entry("", "hep-th/9901001v1")));
    expect(paper).toMatchObject({
      arxivId: "hep-th/9901001",
      comment: null,
      doi: null,
      authors: [],
      topics: [],
    });
    expect(paper?.versions).toEqual([{ version: 1, at: new Date("2026-01-08T18:30:00Z") }]);
  });

  it("leaves out unknown ids and gives the total", () => {
    const unknown = "<entry><id>http://arxiv.org/abs/2601.99999v1</id></entry>";
    expect(parseAtomPage(feed(unknown + full, 2))).toMatchObject({
      total: 2,
      records: [{ arxivId: "2601.05230" }],
    });
    expect(parseAtom(feed("", 0))).toEqual([]);
  });

  it.each([
    ["comment", entry("<arxiv:comment>This paper has been withdrawn by the authors</arxiv:comment>")],
    [
      "abstract",
      full.replace(/<summary>[\s\S]*<\/summary>/, "<summary>This submission has been withdrawn.</summary>"),
    ],
  ])("recognises a withdrawal in the %s", (_, xml) => {
    expect(parseAtom(feed(xml))[0]?.withdrawn).toBe(true);
  });

  it.each([
    ["This has been withdrawn by arXiv administrators due to an unresolvable authorship dispute", "arxiv"],
    ["arXiv admin note: this version has been removed by\n  arXiv administrators", "arxiv"],
    ["This paper has been withdrawn by the author due to an error", "authors"],
    ["Withdrawn", null],
  ])("tells who withdrew a paper: %s", (comment, by) => {
    const [paper] = parseAtom(feed(entry(`<arxiv:comment>${comment}</arxiv:comment>`)));
    expect(paper).toMatchObject({ withdrawn: true, withdrawnBy: by });
  });

  it("reads DOIs whole, and all of them", () => {
    const first = "10.1002/(SICI)1096-9861(19960129)365:1&lt;113::AID-CNE9&gt;3.0.CO;2-6";
    const [paper] = parseAtom(feed(entry(`<arxiv:doi>${first} 10.1234/b.</arxiv:doi>`)));
    const doi = "10.1002/(SICI)1096-9861(19960129)365:1<113::AID-CNE9>3.0.CO;2-6";
    expect(paper).toMatchObject({ doi, dois: [doi, "10.1234/b"] });
  });

  it.each(["Withdrawn from NeurIPS, now accepted at ICML", "12 pages, earlier version withdrawn"])(
    "does not take for a withdrawal: %s",
    (comment) => {
      const xml = entry(`<arxiv:comment>${comment}</arxiv:comment>`);
      expect(parseAtom(feed(xml))[0]).toMatchObject({ withdrawn: false, withdrawnBy: null });
    },
  );

  it("dates a paper that moderators held within the month of its id", () => {
    const [paper] = parseAtom(feed(entry("", "2603.05230v1")));
    expect(paper?.announcedAt).toEqual(new Date("2026-03-02T01:00:00Z"));
  });

  it("does not mistake a mention of withdrawing for a withdrawal", () => {
    const xml = entry("<arxiv:comment>Supersedes a paper that has been withdrawn</arxiv:comment>");
    expect(parseAtom(feed(xml))[0]?.withdrawn).toBe(false);
  });

  it("falls back to the id's month when dates are broken", () => {
    const xml = full.replace("2026-01-08T18:30:00Z", "soon");
    expect(parseAtom(feed(xml))[0]?.publishedAt).toEqual(new Date("2026-01-01T17:00:00Z"));
  });

  it("passes on arXiv's reason for rejecting a request", () => {
    const error = `<entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_zzz</id><title>Error</title>
      <summary>incorrect id format for zzz</summary><author><name>arXiv api core</name></author></entry>`;
    expect(() => parseAtom(feed(error))).toThrow(
      "arXiv cannot read this request: incorrect id format for zzz.",
    );
    expect(refused(feed(error))).toBe("invalid");
  });

  it.each([
    ["a web page", "<!DOCTYPE html><html><body>Rate exceeded.</body></html>"],
    ["nothing", ""],
    ["half an answer", feed(full).slice(0, 900)],
    ["another document", "<OAI-PMH></OAI-PMH>"],
    ["a broken nest", `${"<a>".repeat(50_000)}</feed>`],
  ])("reports arXiv as unavailable for %s", (_, xml) => {
    expect(refused(xml)).toBe("unavailable");
  });

  it("resists entity bombs", () => {
    const bomb = `<!DOCTYPE feed [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>${feed(full).slice(39)}`;
    expect(refused(bomb)).toBe("unavailable");
    expect(parseAtom(feed(full.replace("R&amp;D", "&bomb;")))[0]?.abstract).toContain("&bomb;");
  });
});
