import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanQuery, maxQueryLength, parseQuery } from "@/lib/search/query";
import { wordsOf } from "@/lib/search/words";

describe("parseQuery", () => {
  it("accepts plain words", () => {
    expect(parseQuery("  diffusion   models for video ")).toEqual({
      text: "diffusion models for video",
      must: [],
      not: [],
      topics: [],
      notTopics: [],
      from: null,
      until: null,
      hasCode: false,
      unknown: [],
      shortened: false,
    });
  });

  it("parses field words, phrases and exclusions", () => {
    const { text, must, not } = parseQuery(
      'au:Hinton ti:"World Models" abs:agent -game -"video generation" x',
    );
    expect(text).toBe("x");
    expect(must).toEqual([
      { field: "authors", text: "hinton", phrase: false },
      { field: "title", text: "world models", phrase: true },
      { field: "abstract", text: "agent", phrase: false },
    ]);
    expect(not).toEqual([
      { field: "any", text: "game", phrase: false },
      { field: "any", text: "video generation", phrase: true },
    ]);
  });

  it("reads topics and years", () => {
    expect(parseQuery("cat:cs.cl year:2025 parsing")).toMatchObject({
      text: "parsing",
      topics: ["cs.CL"],
      from: "2025-01-01",
      until: "2025-12-31",
    });
    expect(parseQuery("year:2023-2025")).toMatchObject({ from: "2023-01-01", until: "2025-12-31" });
    const archive = parseQuery("cat:cs.*").topics;
    expect(archive).toContain("cs.RO");
    expect(archive.every((topic) => topic.startsWith("cs."))).toBe(true);
  });

  it("reads a retired topic in any case as today's", () => {
    for (const q of ["cat:cmp-lg", "cat:CMP-LG", "cat:CS.CL"])
      expect(parseQuery(q).topics).toEqual(["cs.CL"]);
    expect(parseQuery("-cat:alg-geom").notTopics).toEqual(["math.AG"]);
  });

  it("reads has:code, and lists what else a paper could have as unknown", () => {
    expect(parseQuery("parsing has:code")).toMatchObject({ text: "parsing", hasCode: true, unknown: [] });
    expect(parseQuery("HAS:Code")).toMatchObject({ text: "", hasCode: true });
    expect(parseQuery("has:gold -has:code")).toMatchObject({
      text: "",
      hasCode: false,
      unknown: ["has:gold", "-has:code"],
    });
  });

  it("parses excluded topics", () => {
    expect(parseQuery("parsing -cat:cs.CL")).toMatchObject({
      text: "parsing",
      topics: [],
      notTopics: ["cs.CL"],
    });
    expect(parseQuery("parsing -year:2025")).toMatchObject({ from: null, until: null });
  });

  it("leaves out topics and years that do not exist, and says so", () => {
    expect(parseQuery("cat:nothing year:soon x")).toMatchObject({
      text: "x",
      must: [],
      topics: [],
      from: null,
      unknown: ["cat:nothing", "year:soon"],
    });
    expect(parseQuery("x -cat:nothing -year:2025").unknown).toEqual(["-cat:nothing", "-year:2025"]);
    for (const year of ["0000", "9999", "1899", "2025-9999", "0000-2025", "2024-2025-2026", "2025-"])
      expect(parseQuery(`year:${year} parsing`)).toMatchObject({
        from: null,
        until: null,
        unknown: [`year:${year}`],
      });
  });

  it("treats other marks as words", () => {
    expect(parseQuery("a:b c-d -").text).toBe("a:b c-d");
    for (const title of [
      "CAT: cellular automata",
      "Re: on the origin of X",
      "a Ti:sapphire laser and Au:Ag alloys",
      "exponents of -1 and -0.5",
      "words -between- dashes",
    ])
      expect(parseQuery(title)).toMatchObject({ must: [], not: [], topics: [], unknown: [] });
    expect(parseQuery("exponents of -1").text).toBe("exponents of 1");
  });

  it.each([
    ["cat:astro-ph", "astro-ph.GA"],
    ["cat:Astro-Ph.*", "astro-ph"],
    ["cat:cond-mat", "cond-mat.str-el"],
    ["cat:HEP-TH", "hep-th"],
    ["cat:math.a*", "math.AG"],
  ])("%s includes %s", (q, topic) => {
    const { topics, unknown } = parseQuery(q);
    expect(topics).toContain(topic);
    expect(topics).not.toContain("cs.CL");
    expect(unknown).toEqual([]);
  });

  it.each(['au:"Balazs, C." x', "au:Balazs, C. x", "au:C. Balazs x", "au:Balázs_C x", "au: Balazs_c x"])(
    "%s asks for an author by initials",
    (q) => {
      expect(parseQuery(q)).toMatchObject({
        text: "x",
        must: [{ field: "authors", name: { family: ["balazs"], given: ["c"] } }],
      });
    },
  );

  it("reads formulas as text", () => {
    expect(parseQuery(String.raw`$\ell_1$ norms in $O(n^2)$ time`).text).toBe("ℓ₁ norms in O(n²) time");
  });

  it("reads an open quotation mark and curly ones", () => {
    expect(parseQuery('"exact phrase').must).toEqual([{ field: "any", text: "exact phrase", phrase: true }]);
    expect(parseQuery("“exact phrase” more")).toMatchObject({ text: "more", must: [{ phrase: true }] });
  });

  it("shortens overlong queries", () => {
    const long = "word ".repeat(maxQueryLength / 5 + 1);
    expect(parseQuery(long)).toMatchObject({ shortened: true });
    expect(parseQuery("word ".repeat(300)).text.split(" ")).toHaveLength(300);
    expect(parseQuery(`e${"\u0301".repeat(10_000)}`).text.length).toBeLessThan(5);
    expect(parseQuery("😀".repeat(maxQueryLength + 1)).shortened).toBe(true);
  });

  it("never fails, and ignores punctuation", () => {
    for (const q of ["", "   ", "😀", ".*+?^$()|[]{}\\", "'; --", '"', "-", "\u0000\u200b"])
      expect(parseQuery(q)).toMatchObject({ text: "", must: [], not: [] });
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (q) => {
        const { text, must, not } = parseQuery(q);
        expect([...text].length).toBeLessThanOrEqual(maxQueryLength);
        for (const demand of [...must, ...not]) expect(wordsOf(demand.text).length).toBeGreaterThan(0);
      }),
    );
  });
});

it("cleanQuery gives one line of ordinary characters", () => {
  expect(cleanQuery(" a\n\tb\u0000c ")).toBe("a b c");
  expect([...cleanQuery("x".repeat(4000))]).toHaveLength(maxQueryLength);
});
