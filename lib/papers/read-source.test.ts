import { describe, expect, it } from "vitest";
import { splitName } from "@/lib/papers/names";
import { readSource, type SourceName, sourceName } from "@/lib/papers/read-source";

const source = (authors: SourceName[] = []) => ({
  title: 'On\n  Na\\"ive Methods',
  abstract: "We prove\n $a<b$.",
  comment: "12\n pages",
  journalRef: null,
  authors,
});

describe("the reading of a source", () => {
  it("gives the text that people see, and keeps the source", () => {
    const given = source();
    expect(readSource(given)).toEqual({
      title: "On Naïve Methods",
      abstract: "We prove $a<b$.",
      comment: "12 pages",
      journalRef: null,
      authors: [],
      familyNames: [],
      sourceText: given,
    });
  });

  it("knows the family name of an author of whom the source gives the parts", () => {
    const mixed = [
      { family: "Garc\\'ia M\\'arquez", given: "Gabriel" },
      "Ada Lovelace",
      { family: "King", given: "Martin Luther", suffix: "Jr" },
      { family: "The X Collaboration" },
    ];
    expect(readSource(source(mixed))).toMatchObject({
      authors: ["Gabriel García Márquez", "Ada Lovelace", "Martin Luther King Jr", "The X Collaboration"],
      familyNames: ["García Márquez", "", "King", "The X Collaboration"],
    });
  });

  it("joins initials with a hyphen that the source separates", () => {
    expect(readSource(source([{ family: "Yuan", given: "C. -P." }, "J. -B. Doe"]))).toMatchObject({
      authors: ["C.-P. Yuan", "J.-B. Doe"],
      familyNames: ["Yuan", ""],
    });
  });

  it("has no family names where the source gives single strings only", () => {
    expect(readSource(source(["Ada Lovelace", 'Kurt G\\"odel']))).toMatchObject({
      authors: ["Ada Lovelace", "Kurt Gödel"],
      familyNames: [],
    });
  });

  it("knows a team by the colon after it", () => {
    const { authors, familyNames } = readSource(source(["Preferred Networks", ":", "Toshiki Kataoka"]));
    expect(authors).toEqual(["Preferred Networks", "Toshiki Kataoka"]);
    expect(authors.map((name, i) => splitName(name, familyNames[i]))).toEqual([
      { literal: "Preferred Networks" },
      { family: "Kataoka", given: "Toshiki" },
    ]);
  });

  it.each([
    [["Donald Johann Jr. and Fred Prior"], ["Donald Johann Jr.", "Fred Prior"]],
    [["Ana Lima; Rui da Costa; Zé Sá"], ["Ana Lima", "Rui da Costa", "Zé Sá"]],
    [
      ["Bo Ai", "Fellow", "IEEE", "Wei Chen"],
      ["Bo Ai", "Wei Chen"],
    ],
    [["Reeshad Khan amd John Gauch"], ["Reeshad Khan", "John Gauch"]],
    [["Can Ma. Yu Zhou"], ["Can Ma", "Yu Zhou"]],
    [["Y. Navidtehrani. C. Betegón"], ["Y. Navidtehrani", "C. Betegón"]],
    [["Sheikh Md. Galib Mahim"], ["Sheikh Md. Galib Mahim"]],
    [["C. -C. Jay Kuo"], ["C.-C. Jay Kuo"]],
    [["B. Aubert, et al."], ["B. Aubert", "et al."]],
    [["J. Doe on behalf of the LHCb Collaboration"], ["J. Doe", "LHCb Collaboration"]],
    [["LHCb collaboration: R. Aaij"], ["LHCb collaboration", "R. Aaij"]],
    [["A. Person with an appendix by B. Other"], ["A. Person", "B. Other"]],
    [["Institute for Research and Development"], ["Institute for Research and Development"]],
    [["Vision and Learning Lab"], ["Vision and Learning Lab"]],
  ])("reads %j as %j", (given, names) => expect(readSource(source(given)).authors).toEqual(names));

  it.each([
    ["Pawe\\l", "Horodecki", "Paweł Horodecki"],
    ["Micha\\l", "de Vries", "Michał de Vries"],
    ["S\\o ren", "Jensen", "Søren Jensen"],
    ["M. P.", "D\\c{a}browski", "M. P. Dąbrowski"],
    ["Petar", "Veli\\v{c}kovi \\'c", "Petar Veličković"],
    ["Paul", "Borne--Pons", "Paul Borne-Pons"],
    ["Mathew", "Magimai. -Doss", "Mathew Magimai.-Doss"],
    ["Jane", "Doe\\inst{1}\\thanks{Equal {\\em part}}", "Jane Doe"],
    ["Jane", "Doe\\,$^{a,b}$", "Jane Doe"],
  ])("reads %s %s as %s", (given, family, name) => {
    expect(readSource(source([{ given, family }])).authors).toEqual([name]);
    expect(readSource(source([`${given} ${family}`.replace("\\l de", "{\\l} de")])).authors).toEqual([name]);
  });

  it("leaves out stray punctuation, and the place of its family name with it", () => {
    const team = [sourceName({ family: "A Team" }), ":", sourceName({ family: "Wang", given: "Wei" }), " "];
    expect(readSource(source(team))).toMatchObject({
      authors: ["A Team", "Wei Wang"],
      familyNames: ["A Team", "Wang"],
    });
  });
});

it("a name in parts has only those that are not empty", () => {
  expect(sourceName({ family: " Lovelace ", given: "Ada", suffix: "" })).toEqual({
    family: "Lovelace",
    given: "Ada",
  });
  expect(sourceName({ family: "", given: "Ada" })).toBe("Ada");
  expect(sourceName({})).toBe("");
});
