import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseAtomPage } from "../../lib/papers/arxiv/atom";
import { BadResumptionToken, parseOai } from "../../lib/papers/arxiv/oai";
import { type FakeArxiv, startFakeArxiv } from "./arxiv";
import { fakePapers } from "./arxiv-papers";

const parseAtom = (xml: string) => parseAtomPage(xml).records;

let fake: FakeArxiv;
beforeEach(async () => {
  fake = await startFakeArxiv({ pageSize: 4 });
});
afterEach(() => fake.close());

const get = async (address: string) => {
  const response = await fetch(address);
  return { response, status: response.status, text: await response.text() };
};
const api = (query: string) => get(`${fake.apiUrl}?${query}`);
const oai = (query: string) => get(`${fake.oaiUrl}?${query}`);
const idsOf = (papers: { arxivId: string }[]) => papers.map((paper) => paper.arxivId);

describe("the Atom API", () => {
  it("serves every paper that is not deleted, readable by the hub's parser", async () => {
    const shown = fakePapers.filter((paper) => !paper.deleted).map((paper) => paper.id);
    const { response, text } = await api(`id_list=${shown.join(",")}&max_results=100`);
    expect(response.headers.get("content-type")).toContain("application/atom+xml");
    const papers = parseAtom(text);
    expect(idsOf(papers)).toEqual(shown);
    expect(papers.every((paper) => paper.authors.length > 0 && paper.topics.length > 0)).toBe(true);
    expect(papers.filter((paper) => paper.withdrawn)).toHaveLength(1);
  });

  it("serves LaTeX as authors type it, which the hub's parser turns into text", async () => {
    const [paper] = parseAtom((await api("id_list=2601.99901")).text);
    expect(paper?.title).toBe("A made-up paper in three versions, à la Erdős–Rényi");
    expect(paper?.abstract).toContain("naïve result twice: first $O(n^2)$");
    expect(paper?.journalRef).toBe("J. Examples 1 (2026) 1–3");
  });

  it("serves the requested version, or the latest", async () => {
    const latest = (await api("id_list=2601.99901")).text;
    const second = (await api("id_list=2601.99901v2")).text;
    expect(latest).toContain("http://arxiv.org/abs/2601.99901v3");
    expect(second).toContain("<updated>2026-01-20T10:00:00Z</updated>");
    expect(parseAtom((await api("id_list=2601.99901v4")).text)).toEqual([]);
  });

  it("answers unknown ids with an empty feed", async () => {
    const { status, text } = await api("id_list=2601.00001");
    expect(status).toBe(200);
    expect(parseAtomPage(text)).toEqual({ records: [], total: 0 });
  });

  it("answers malformed ids with 400 and an error entry", async () => {
    const { status, text } = await api("id_list=2601.99901,zzz");
    expect(status).toBe(400);
    expect(text).toContain("http://arxiv.org/api/errors#incorrect_id_format_for_zzz");
    expect(() => parseAtom(text)).toThrow("incorrect id format for zzz");
  });

  it("searches by category, newest first, page by page", async () => {
    const query = "search_query=cat:cs.CV&sortBy=submittedDate&sortOrder=descending";
    const first = parseAtomPage((await api(`${query}&max_results=2`)).text);
    expect(first.total).toBe(4);
    expect(idsOf(first.records)).toEqual(["2511.07719", "2507.16116"]);
    const second = parseAtom((await api(`${query}&start=2&max_results=2`)).text);
    expect(idsOf(second)).toEqual(["2504.10004", "2503.15457"]);
  });

  it.each([
    ["ti:topics+AND+cat:stat.ME", ["2504.10004"]],
    ["au:Bruyère+OR+ti:pusa", ["2602.08549", "2507.16116"]],
    ["all:leaks", ["2511.07719"]],
    ["", []],
  ])("searches %s", async (query, ids) => {
    expect(idsOf(parseAtom((await api(`search_query=${query}`)).text))).toEqual(ids);
  });
});

describe("OAI-PMH", () => {
  const start = "verb=ListRecords&metadataPrefix=arXiv";

  it("pages through a set by tokens", async () => {
    const first = parseOai((await oai(`${start}&set=cs`)).text);
    expect(first).toMatchObject({ completeListSize: 8 });
    expect(idsOf(first.records)).toHaveLength(4);
    const token = encodeURIComponent(first.resumptionToken ?? "");
    const second = parseOai((await oai(`verb=ListRecords&resumptionToken=${token}`)).text);
    expect(second).toMatchObject({ resumptionToken: null, deleted: ["2601.99903"] });
    expect(second.records).toHaveLength(3);
  });

  it("filters by the day of the last change, and by physics sets", async () => {
    const march = parseOai((await oai(`${start}&set=cs&from=2026-03-01&until=2026-03-31`)).text);
    expect(idsOf(march.records)).toEqual(["2601.99901"]);
    const physics = parseOai((await oai(`${start}&set=physics:hep-th`)).text);
    expect(physics.records[0]).toMatchObject({
      arxivId: "hep-th/9901999",
      authors: ["Fourth Example", "Example Collaboration"],
    });
  });

  it("answers invalid requests with arXiv's errors", async () => {
    expect(parseOai((await oai(`${start}&set=econ`)).text).records).toEqual([]);
    expect((await oai("verb=Identify")).text).toContain('code="badVerb"');
    expect((await oai("verb=ListRecords&metadataPrefix=oai_dc")).text).toContain("cannotDisseminateFormat");
    expect((await oai(`${start}&from=2026-03-02&until=2026-03-01`)).text).toContain('code="badArgument"');
  });

  it("invalidates resumption tokens on demand", async () => {
    const { resumptionToken } = parseOai((await oai(`${start}&set=cs`)).text);
    fake.forgetTokens();
    const { text } = await oai(
      `verb=ListRecords&resumptionToken=${encodeURIComponent(resumptionToken ?? "")}`,
    );
    expect(() => parseOai(text)).toThrow(BadResumptionToken);
  });
});

describe("the simulated faults", () => {
  it("answer 503 with Retry-After", async () => {
    fake.setMode("503");
    const { status, response } = await api("id_list=2601.99901");
    expect([status, response.headers.get("retry-after")]).toEqual([503, "2"]);
  });

  it("answer with a web page", async () => {
    fake.setMode("html");
    expect((await api("id_list=2601.99901")).response.headers.get("content-type")).toContain("text/html");
  });

  it("drop connections", async () => {
    fake.setMode("down");
    await expect(api("id_list=2601.99901")).rejects.toThrow("fetch failed");
  });

  it("leave the papers out of one answer", async () => {
    fake.setMode("empty-once");
    expect(parseAtomPage((await api("id_list=2601.99901")).text)).toEqual({ records: [], total: 1 });
    expect(parseAtom((await api("id_list=2601.99901")).text)).toHaveLength(1);
  });

  it("hold answers back until released", async () => {
    fake.setMode("slow");
    const waiting = api("id_list=2601.99901");
    await expect.poll(() => fake.requests.length).toBe(1);
    fake.release();
    expect((await waiting).status).toBe(200);
  });

  it("leave other paths at 404, and record every request", async () => {
    const { status } = await get(fake.apiUrl.replace("/api/query", "/elsewhere"));
    expect(status).toBe(404);
    expect(fake.requests).toEqual(["/elsewhere"]);
  });
});
