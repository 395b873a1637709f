import { describe, expect, it } from "vitest";
import { BadResumptionToken, parseOai } from "./oai";

const answer = (inside: string) => `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<responseDate>2026-08-21T00:00:00Z</responseDate>
<request verb="ListRecords" metadataPrefix="arXiv" set="cs">https://oaipmh.arxiv.org/oai</request>
${inside}
</OAI-PMH>`;

const record = (inside: string, id = "2508.12220", datestamp = "2026-08-14") => `<record><header>
<identifier>oai:arXiv.org:${id}</identifier><datestamp>${datestamp}</datestamp><setSpec>cs:cs:CL</setSpec></header>
<metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>${id}</id>${inside}</arXiv></metadata></record>`;

const full = record(`<created>2025-08-17</created><updated>2026-08-14</updated>
<authors><author><keyname>Lovelace</keyname><forenames>Ada</forenames><suffix>Jr</suffix>
<affiliation>Somewhere</affiliation></author><author><keyname>ATLAS Collaboration</keyname></author>
<author><keyname>G\\"odel</keyname><forenames>Kurt</forenames></author></authors>
<title>On broken
  lines</title><categories>cs.CL cs.LG</categories><comments>9 pages</comments><msc-class>68T50</msc-class>
<acm-class/><report-no/><journal-ref/><doi>10.1234/a 10.1234/b</doi>
<license>http://creativecommons.org/licenses/by/4.0/</license><abstract>  An abstract
  of $x &lt; 1$.
</abstract>`);

const short = "<title>T</title><categories>cs.CL</categories><abstract>A</abstract>";
const deleted = `<record><header status="deleted"><identifier>oai:arXiv.org:2501.00001</identifier>
<datestamp>2026-08-20</datestamp></header></record>`;
const token = `<resumptionToken cursor="0" completeListSize="2312" expirationDate="2026-08-22T00:00:00Z">6|1001</resumptionToken>`;

const list = (inside: string) => parseOai(answer(`<ListRecords>${inside}</ListRecords>`));

describe("parseOai", () => {
  it("reads every field", () => {
    expect(list(full).records).toEqual([
      {
        arxivId: "2508.12220",
        title: "On broken lines",
        abstract: "An abstract\nof $x < 1$.",
        authors: ["Ada Lovelace Jr", "ATLAS Collaboration", "Kurt Gödel"],
        familyNames: ["Lovelace", "ATLAS Collaboration", "Gödel"],
        sourceText: {
          title: "On broken\n  lines",
          abstract: "An abstract\n  of $x < 1$.",
          comment: "9 pages",
          journalRef: null,
          authors: [
            { family: "Lovelace", given: "Ada", suffix: "Jr" },
            { family: "ATLAS Collaboration" },
            { family: 'G\\"odel', given: "Kurt" },
          ],
        },
        topics: ["cs.CL", "cs.LG"],
        comment: "9 pages",
        journalRef: null,
        doi: "10.1234/a",
        dois: ["10.1234/a", "10.1234/b"],
        licence: "http://creativecommons.org/licenses/by/4.0/",
        publishedAt: new Date("2025-08-17T16:00:00Z"),
        updatedAt: new Date("2026-08-14T16:00:00Z"),
        versions: [{ version: 1, at: new Date("2025-08-17T16:00:00Z") }],
        announcedAt: new Date("2025-08-19T00:00:00Z"),
        withdrawn: false,
        withdrawnBy: null,
        listedOn: "2026-08-14",
      },
    ]);
  });

  it("reads a page with deletions and a token", () => {
    expect(list(full + deleted + token)).toMatchObject({
      records: [{ arxivId: "2508.12220" }],
      deleted: ["2501.00001"],
      resumptionToken: "6|1001",
      completeListSize: 2312,
    });
  });

  it.each([
    ["empty", '<resumptionToken cursor="2000" completeListSize="2312"/>'],
    ["missing", ""],
  ])("ends on an %s token", (_, last) => {
    expect(list(full + last).resumptionToken).toBeNull();
  });

  it("gives no update time for a paper that was never revised", () => {
    const [paper] = list(record(`<created>2025-08-17</created>${short}`)).records;
    expect(paper).not.toHaveProperty("updatedAt");
  });

  it.each([
    ["the stamp within the id's month", "2025-08-20", "2025-08-20T16:00:00Z"],
    ["the id's month otherwise", "2026-08-20", "2025-08-01T16:00:00Z"],
    ["the id's month without a stamp", "", "2025-08-01T16:00:00Z"],
  ])("takes %s for a broken date", (_, datestamp, expected) => {
    const [paper] = list(record(`<created>2025-13-45</created>${short}`, "2508.12220", datestamp)).records;
    expect(paper?.publishedAt).toEqual(new Date(expected));
  });

  it("dates a paper that moderators held within the month of its id, and gives the date of the list", () => {
    const [paper] = list(record(`<created>2026-10-20</created>${short}`, "2611.21001", "2026-11-27")).records;
    expect(paper).toMatchObject({
      publishedAt: new Date("2026-10-20T16:00:00Z"),
      announcedAt: new Date("2026-11-02T01:00:00Z"),
      listedOn: "2026-11-27",
    });
  });

  it("dates old ids in their century", () => {
    const [paper] = list(record(short, "hep-th/9901001")).records;
    expect(paper?.publishedAt).toEqual(new Date("1999-01-01T17:00:00Z"));
  });

  it("leaves out records without a title or an arXiv id", () => {
    expect(list(record("<title/>") + record(short, "none")).records).toEqual([]);
  });

  it("reads noRecordsMatch as an empty page", () => {
    const none = answer('<error code="noRecordsMatch">The combination … results in an empty list.</error>');
    expect(parseOai(none)).toEqual({
      records: [],
      deleted: [],
      resumptionToken: null,
      completeListSize: null,
    });
  });

  it("tells a lost token from other errors", () => {
    const lost = answer('<error code="badResumptionToken">expired</error>');
    expect(() => parseOai(lost)).toThrow(BadResumptionToken);
    const wrong = answer('<error code="badArgument">from after until</error>');
    expect(() => parseOai(wrong)).toThrow("arXiv cannot read this request: from after until.");
  });

  it("reports arXiv as unavailable for a web page", () => {
    expect(() => parseOai("<html><body>busy</body></html>")).toThrow("arXiv does not answer just now");
  });
});
