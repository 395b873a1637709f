import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { bibtex, lines, ris } from "@/e2e/support/made-library";
import { maxEntries, parseLibrary } from "@/lib/feeds/taste/parse-library";

describe("parsing a library", () => {
  it("reads BibTeX, where a broken entry does not affect the others", async () => {
    expect((await parseLibrary(bibtex)).map(({ key, doi, title }) => [key, doi, title])).toEqual([
      ["1706.03762", null, "Attention Is All Ÿou Need"],
      ["2601.05231", "10.1145/1234567.89", "A second paper of Émilie"],
      [null, null, null],
      [null, null, "By title alone: x² holds"],
      ["math/0501001", null, null],
      [null, null, "Without a name"],
      [null, null, "In round brackets"],
    ]);
  });

  it.each([
    ["Let's \\textless{}think\\textgreater{} about {LLMs}", "letsthinkaboutllms"],
    ["Millions of $\\text{GeAR}$-s", "millionsofgears"],
    ["By \\underline{V}alue and \\textunheardof{} more", "byvalueandtextunheardofmore"],
  ])("finds %s as papers are read", async (title, key) => {
    const [entry] = await parseLibrary(`@article{a, title={${title}}}`);
    expect(entry?.titleKeys).toContain(key);
  });

  it("reads RIS", async () => {
    expect(await parseLibrary(ris.replaceAll("\n", "\r\n"))).toMatchObject([
      { key: null, doi: "10.1000/abc", title: "A title in RIS" },
      { key: "2601.05232", title: "Another one" },
    ]);
  });

  it("reads ids and addresses between records, where other words are comments", async () => {
    const mixed = `2601.05230\nhttps://arxiv.org/abs/1706.03762\nMade by a program\n${bibtex}\n2601.05239\nthe end`;
    const keys = (await parseLibrary(mixed)).map(({ key }) => key);
    expect(keys.slice(0, 5)).toEqual(["2601.05230", "1706.03762", "2601.05239", "1706.03762", "2601.05231"]);
    expect(keys).toHaveLength(10);
    expect(await parseLibrary(`2601.05230\n${ris}\n2601.05231`)).toMatchObject([
      { key: "2601.05230", title: null },
      { key: "2601.05231", title: null },
      { title: "A title in RIS" },
      { key: "2601.05232", title: "Another one" },
    ]);
  });

  it("keeps the titles between BibTeX and RIS records, and no comments of programs", async () => {
    const mixed = `\ufeff% Encoding: UTF-8
This file was created with JabRef 2.10.
Attention Is All You Need
@string{prd = "Phys. Rev. D"}
@article{a, title = {{Deep {R}esidual} Learning}, journal = prd # { B}, month = jan # "~1"}
1. A Second Title (of Several Words)
@ARTICLE(b, TITLE="In {\\'e}t{\\'e} = 2")
${ris}
  - A Third Title, after RIS
TY  - JOUR
TI  - Never ended
[4] A Fourth Title = Another`.replaceAll("\n", "\r\n");
    expect((await parseLibrary(mixed)).map(({ key, title }) => title ?? key)).toEqual([
      "Attention Is All You Need",
      "A Second Title (of Several Words)",
      "A Third Title, after RIS",
      "A Fourth Title = Another",
      "Deep Residual Learning",
      "In été = 2",
      "A title in RIS",
      "Another one",
      "Never ended",
    ]);
  });

  it("reads as much as there is of a broken record, and what follows it", async () => {
    const broken = `@article{a, title={An unbalanced {brace here, year=2007}
@misc{b, title = {Never closed but long enough,
  year = 2020,
A title on the next line

Another title further down
@misc{c, eprint={2601.05230`;
    expect(await parseLibrary(broken)).toMatchObject([
      { title: "A title on the next line" },
      { title: "Another title further down" },
      { title: "An unbalanced brace here" },
      { title: "Never closed but long enough" },
      { key: "2601.05230" },
    ]);
  });

  it("reads DOIs with angle brackets, as publishers once made them", async () => {
    const sici = "10.1175/1520-0469(1996)053<0946:ASTFHH>2.0.CO;2";
    const records = `@misc{a, doi={${sici}}}\n@misc{b, doi={10.1175/1520-0469(1996)053{\\textless}0946:ASTFHH{\\textgreater}2.0.CO;2}}`;
    expect((await parseLibrary(records)).map(({ doi }) => doi)).toEqual([sici, sici]);
  });

  it("reads Zotero's CSV", async () => {
    const csv = `"Key","Item Type","Publication Year","Author","Title","DOI","Url","Extra"
"ABC","journalArticle","2017","Vaswani, A.; Shazeer, N.","Attention, ""All"" You
Need","","http://arxiv.org/abs/1706.03762",""
"DEF","book","2020","","On Books and More","10.1000/182","",""
`;
    expect(await parseLibrary(csv)).toMatchObject([
      { key: "1706.03762", title: 'Attention, "All" You Need' },
      { key: null, doi: "10.1000/182", title: "On Books and More" },
    ]);
  });

  it("reads lists with numbers, bullets and comments", async () => {
    const list =
      "# My papers\n1. The First of Titles\n2) 2601.05230\n- The Second of Titles\n• The Third of Titles\n% no";
    expect((await parseLibrary(list)).map(({ key, title }) => key ?? title)).toEqual([
      "The First of Titles",
      "2601.05230",
      "The Second of Titles",
      "The Third of Titles",
    ]);
  });

  it("reads lines of ids, addresses and titles", async () => {
    expect(await parseLibrary(lines)).toMatchObject([
      { key: "2601.05233" },
      { key: "2601.05234" },
      { key: "2601.05235" },
      { key: "q-abcd1234" },
      { key: "2601.05236" },
      { key: "2601.05237" },
      { doi: "10.1145/99.1", title: null },
      { key: null, doi: null, title: "A title of several words" },
      { words: "???", key: null, doi: null, title: null },
    ]);
    expect(await parseLibrary("— — — —\n!!! ??? ...")).toMatchObject([{ title: null }, { title: null }]);
    expect(await parseLibrary(" \n")).toEqual([]);
  });

  it("is not slowed down by an extremely long title", async () => {
    const [entry] = await parseLibrary(`@article{x, title={${"<a".repeat(300_000)}}}`);
    expect(entry?.title).toHaveLength(400);
  });

  it("reads the title of a record that is too long or too deep for the parser of records, if it comes first", async () => {
    const note = "A note with {braces} and words. ".repeat(20_000);
    const [long] = await parseLibrary(`@article{x, title={Comes first}, note={${note}}}`);
    expect(long?.title).toBe("Comes first");
    const deep = `${"{".repeat(5000)}a${"}".repeat(5000)}`;
    expect(await parseLibrary(`@misc{x, title={${deep}}, eprint={2601.05230}}`)).toMatchObject([
      { key: "2601.05230", title: null },
    ]);
  });

  it("finds ids after a few spaces, and is not held up by half a million", async () => {
    const spaces = " ".repeat(500_000);
    expect(await parseLibrary(`@misc{x, eprint = { 2601.05230 }}`)).toMatchObject([{ key: "2601.05230" }]);
    const [far] = await parseLibrary(`@misc{x, eprint=${spaces}"2601.05230"}`);
    expect(far?.key).toBeNull();
  });

  it.each(["", "@misc{x, title={A}}\n", "TY  - JOUR\nTI  - A\nER  - \n"])(
    "lets other work go on between a hundred thousand words after %j",
    async (start) => {
      let turns = 0;
      let parsing = true;
      const other = (async () => {
        while (parsing) {
          turns += 1;
          await setImmediate();
        }
      })();
      await parseLibrary(start + "word ".repeat(100_000));
      parsing = false;
      await other;
      expect(turns).toBeGreaterThan(50);
    },
  );

  it("refuses more than a megabyte, or two thousand papers", async () => {
    await expect(parseLibrary("a".repeat(1_000_001))).rejects.toMatchObject({ code: "too-large" });
    const many = "2601.05230\n".repeat(maxEntries + 1);
    await expect(parseLibrary(many)).rejects.toMatchObject({ code: "too-large" });
  });
});
