import { beforeAll, describe, expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { oaiErrors } from "@/e2e/support/oai-schema";
import { withTestDb } from "@/e2e/support/test-db";
import { parseOai } from "@/lib/papers/arxiv/oai";
import { attributeOf, childrenOf, ownText, parseXml, textOf } from "@/lib/papers/arxiv/xml";
import { answerOai } from "@/lib/programs/oai/answer";

withTestDb();

const repository = {
  name: "A hub & more",
  hubUrl: "https://hub.example",
  email: "hub@hub.example",
  now: new Date("2026-03-09T12:00:00.789Z"),
  size: 2,
};
const at = (time: string) => ({ updatedAt: new Date(`2026-03-${time}Z`) });
const id = (key: string) => `oai:hub.example:${key}`;

beforeAll(async () => {
  await makePaper({
    ...at("02T10:00:00.400"),
    key: "2603.00101",
    title: "A <b> & \u0007bell $x_1$",
    authors: ["Ludwig van Beethoven", "ATLAS Collaboration"],
    topics: ["cs.CL", "math.AG"],
    abstract: 'Less < more & "so" \u0000on ]]>.'.replace("\u0000", "\u0001"),
    comment: "12 pages",
    journalRef: "J. 1 (2026)",
    doi: "10.1000/x<y>",
    licence: "http://creativecommons.org/licenses/by/4.0/",
    codeUrl: "https://code.example/x",
    versions: [
      { version: 1, at: "2026-03-01T00:00:00Z" },
      { version: 2, at: "2026-03-05T00:00:00Z" },
    ],
  });
  await makePaper({ ...at("03T00:00:00"), key: "hep-th/0501001", topics: ["hep-th", "astro-ph.GA"] });
  await makePaper({
    ...at("03T23:59:59.999"),
    key: "q-abcd1234",
    topics: [],
    sourceUrl: "https://a.example",
  });
  await makePaper({ ...at("04T00:00:00"), key: "2603.00104", status: "hidden" });
  await makePaper({ ...at("05T00:00:00"), key: "2603.00105", status: "pending" });
  await makePaper({ ...at("05T00:00:00"), key: "2603.00106", status: "declined" });
});

/** The answer, which must conform to the protocol's schema in every case. */
async function ask(query: string | [string, string][]) {
  const xml = await answerOai(new URLSearchParams(query), repository);
  expect(await oaiErrors(xml)).toEqual([]);
  const root = parseXml(xml, "OAI-PMH");
  const [error] = childrenOf(root, "error");
  const lists = [
    "ListRecords",
    "ListIdentifiers",
    "GetRecord",
    "ListSets",
    "ListMetadataFormats",
    "Identify",
  ];
  const body = lists.flatMap((name) => childrenOf(root, name))[0];
  const headers = [
    ...childrenOf(body, "header"),
    ...childrenOf(body, "record").flatMap((one) => childrenOf(one, "header")),
  ];
  return {
    xml,
    root,
    body,
    error: error && attributeOf(error, "code"),
    ids: headers.map((header) => textOf(header, "identifier").replace(id(""), "")),
    request: childrenOf(root, "request")[0],
    token: ownText(childrenOf(body, "resumptionToken")[0]),
  };
}

describe("Identify", () => {
  it("names the administrator and the earliest date", async () => {
    const { body, root, request } = await ask("verb=Identify");
    expect(textOf(body, "repositoryName")).toBe("A hub & more");
    expect(textOf(body, "baseURL")).toBe("https://hub.example/oai");
    expect(textOf(body, "earliestDatestamp")).toBe("2026-03-02T10:00:00Z");
    expect(textOf(body, "deletedRecord")).toBe("transient");
    expect(textOf(root, "responseDate")).toBe("2026-03-09T12:00:00Z");
    expect([ownText(request), attributeOf(request, "verb")]).toEqual(["https://hub.example/oai", "Identify"]);
  });
});

describe("a record", () => {
  it("is Dublin Core without characters that XML forbids", async () => {
    const { xml, ids } = await ask(`verb=GetRecord&metadataPrefix=oai_dc&identifier=${id("2603.00101")}`);
    expect(ids).toEqual(["2603.00101"]);
    for (const part of [
      "<datestamp>2026-03-02T10:00:00Z</datestamp><setSpec>cs:cs:CL</setSpec><setSpec>math:math:AG</setSpec>",
      "<dc:title>A &lt;b&gt; &amp; bell x₁</dc:title>",
      "<dc:creator>van Beethoven, Ludwig</dc:creator><dc:creator>ATLAS Collaboration</dc:creator>",
      "<dc:subject>Computation and Language</dc:subject>",
      "<dc:identifier>https://hub.example/papers/2603.00101</dc:identifier>",
      "<dc:identifier>doi:10.1000/x&lt;y&gt;</dc:identifier>",
      "<dc:source>J. 1 (2026)</dc:source>",
    ])
      expect(xml).toContain(part);
  });

  it("is available in arXiv's format if it is from arXiv, and hubs can parse it", async () => {
    const { xml } = await ask(`verb=GetRecord&metadataPrefix=arXiv&identifier=${id("2603.00101")}`);
    expect(parseOai(xml).records[0]).toMatchObject({
      arxivId: "2603.00101",
      title: "A <b> & bell $x_1$",
      authors: ["Ludwig van Beethoven", "ATLAS Collaboration"],
      topics: ["cs.CL", "math.AG"],
      doi: "10.1000/x<y>",
      updatedAt: expect.any(Date),
    });
    const byHand = await ask(`verb=GetRecord&metadataPrefix=arXiv&identifier=${id("q-abcd1234")}`);
    expect(byHand.error).toBe("cannotDisseminateFormat");
  });

  it("of a hidden paper is a deleted one; a paper that was never listed has none", async () => {
    const { xml } = await ask(`verb=GetRecord&metadataPrefix=oai_dc&identifier=${id("2603.00104")}`);
    expect(xml).toContain('<header status="deleted"><identifier>oai:hub.example:2603.00104');
    expect(xml).not.toContain("<metadata>");
    expect(parseOai(xml).deleted).toEqual(["2603.00104"]);
    for (const key of ["2603.00105", "2603.00106", "2603.00101v1", "nothing"])
      expect((await ask(`verb=GetRecord&metadataPrefix=oai_dc&identifier=${id(key)}`)).error).toBe(
        "idDoesNotExist",
      );
  });
});

describe("formats and sets", () => {
  it("are those of the hub, or of a record", async () => {
    const prefixes = async (query: string) =>
      childrenOf((await ask(`verb=ListMetadataFormats${query}`)).body, "metadataFormat").map((one) =>
        textOf(one, "metadataPrefix"),
      );
    expect(await prefixes("")).toEqual(["oai_dc", "arXiv"]);
    expect(await prefixes(`&identifier=${id("q-abcd1234")}`)).toEqual(["oai_dc"]);
  });

  it("are named as arXiv names them", async () => {
    const { body } = await ask("verb=ListSets");
    const sets = childrenOf(body, "set").map((set) => [textOf(set, "setSpec"), textOf(set, "setName")]);
    expect(sets).toEqual(
      expect.arrayContaining([
        ["cs", "Computer Science"],
        ["cs:cs", "Computer Science"],
        ["cs:cs:CL", "Computation and Language"],
        ["math:math:AG", "Algebraic Geometry"],
        ["physics", "Physics"],
        ["physics:astro-ph", "Astrophysics"],
        ["physics:astro-ph:GA", "Astrophysics of Galaxies"],
        ["physics:hep-th", "High Energy Physics - Theory"],
      ]),
    );
    expect(new Set(sets.map(([spec]) => spec)).size).toBe(sets.length);
    expect(sets.filter(([, name]) => !name)).toEqual([]);
  });
});

const list = "verb=ListIdentifiers&metadataPrefix=oai_dc";

describe("a list", () => {
  it("continues by tokens in the order of changes, and ends with an empty one", async () => {
    const first = await ask(list);
    expect(first.ids).toEqual(["2603.00101", "hep-th/0501001"]);
    const second = await ask([
      ["verb", "ListIdentifiers"],
      ["resumptionToken", first.token],
    ]);
    expect(second.ids).toEqual(["q-abcd1234", "2603.00104"]);
    expect(second.xml).toContain('<resumptionToken cursor="2"/>');
  });

  it.each([
    ["&from=2026-03-03&until=2026-03-03", ["hep-th/0501001", "q-abcd1234"]],
    ["&from=2026-03-03T00:00:00Z&until=2026-03-03T00:00:00Z", ["hep-th/0501001"]],
    ["&until=2026-03-02T10:00:00Z", ["2603.00101"]],
    ["&from=2026-03-04", ["2603.00104"]],
    ["&set=physics", ["hep-th/0501001"]],
    ["&set=physics:astro-ph", ["hep-th/0501001"]],
    ["&set=cs:cs:CL", ["2603.00101", "2603.00104"]],
    ["&from=0001-01-01&until=9999-12-31&set=math", ["2603.00101"]],
  ])("keeps to %s", async (query, ids) => expect((await ask(list + query)).ids).toEqual(ids));

  it("in arXiv's format skips papers entered by hand, but not those of arXiv's q-bio", async () => {
    const { ids } = await ask("verb=ListRecords&metadataPrefix=arXiv&from=2026-03-03");
    expect(ids).toEqual(["hep-th/0501001", "2603.00104"]);
    await makePaper({ ...at("06T00:00:00"), key: "q-bio/0501001" });
    const later = await ask("verb=ListRecords&metadataPrefix=arXiv&from=2026-03-04");
    expect(later.ids).toEqual(["2603.00104", "q-bio/0501001"]);
    const record = await ask(`verb=GetRecord&metadataPrefix=arXiv&identifier=${id("q-bio/0501001")}`);
    expect(record.xml).toContain("<id>q-bio/0501001</id>");
  });

  it("in arXiv's format skips papers of which the hub has only its own summary", async () => {
    await makePaper({ ...at("07T00:00:00"), key: "2603.00107", abstractKind: "summary" });
    const { ids } = await ask("verb=ListRecords&metadataPrefix=arXiv&from=2026-03-07");
    expect(ids).toEqual([]);
    const record = await ask(`verb=GetRecord&metadataPrefix=arXiv&identifier=${id("2603.00107")}`);
    expect(record.error).toBe("cannotDisseminateFormat");
  });
});

describe("what the protocol refuses", () => {
  it.each([
    ["verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"],
    ["verb=ListRecords&metadataPrefix=constructor", "cannotDisseminateFormat"],
    [`verb=GetRecord&metadataPrefix=marc&identifier=${id("2603.00101")}`, "cannotDisseminateFormat"],
    ["verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:arXiv.org:2603.00101", "idDoesNotExist"],
    ["verb=ListMetadataFormats&identifier=x", "idDoesNotExist"],
    [`verb=ListMetadataFormats&identifier=${id("2603.00104")}`, "noMetadataFormats"],
    [`${list}&set=stat`, "noRecordsMatch"],
    [`${list}&set=cs:c`, "noRecordsMatch"],
    [`${list}&until=1999-01-01`, "noRecordsMatch"],
    ["verb=ListSets&resumptionToken=x", "badResumptionToken"],
    ["verb=ListRecords&resumptionToken=x", "badResumptionToken"],
  ])("%s is %s", async (query, code) => {
    const { error, request } = await ask(query);
    expect(error).toBe(code);
    expect(attributeOf(request, "verb")).toMatch(/^[A-Z]/);
  });

  it("includes tokens of other lists and forged tokens", async () => {
    const { token } = await ask(list);
    expect((await ask(`verb=ListRecords&resumptionToken=${token}`)).error).toBe("badResumptionToken");
    const at = Date.UTC(2026, 2, 2);
    const row = 1;
    for (const parts of [
      ["ListIdentifiers", "marc", null, null, null, at, row, 2],
      ["ListIdentifiers", "oai_dc", "a b", null, null, at, row, 2],
      ["ListIdentifiers", "oai_dc", null, "2026-13-01", null, at, row, 2],
      ["ListIdentifiers", "oai_dc", null, null, null, 1e17, row, 2],
      ["ListIdentifiers", "oai_dc", null, null, null, at, 1e10, 2],
      ["ListIdentifiers", "oai_dc", null, null, null, at, row, -1],
      ["ListIdentifiers"],
    ]) {
      const made = Buffer.from(JSON.stringify(parts)).toString("base64url");
      expect((await ask(`verb=ListIdentifiers&resumptionToken=${made}`)).error).toBe("badResumptionToken");
    }
  });
});
