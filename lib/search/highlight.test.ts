import { describe, expect, it } from "vitest";
import { findPlaces, markText, passageOf, wantedOf } from "@/lib/search/highlight";
import { type Field, parseQuery } from "@/lib/search/query";

/** The text with what is marked in brackets. */
function marked(q: string, text: string, field: Field = "abstract"): string {
  return markText(text, wantedOf(parseQuery(q)), field)
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join("");
}

describe("marks", () => {
  it.each([
    ["generalisation", "It GENERALISES well.", "It [GENERALISES] well."],
    ["models", "A model of modelling.", "A [model] of [modelling]."],
    ["naive", "Naïve Bayes", "[Naïve] Bayes"],
    ["Erdős", "erdos numbers", "[erdos] numbers"],
    [
      "diffusion models",
      "Diffusion models and diffusion-model zoos",
      "[Diffusion models] and [diffusion-model] zoos",
    ],
    ["the art of it", "The art of the deal", "The [art] of the deal"],
    ["models of a task", "A model for a task", "A [model] for a [task]"],
    ["the who", "And the band?", "And [the] band?"],
    ['"chain of thought"', "A chain of thought, no chain.", "A [chain of thought], no chain."],
    ['"chain of thought" of', "Chains of thoughts of", "[Chains of thoughts of]"],
    ["fine-tuning", "fine tuning is finely tuned", "[fine tuning] is [finely tuned]"],
    ["-video image", "video and image", "video and [image]"],
    ["cat:cs.CL year:2025 speech", "cs.CL speech of 2025", "cs.CL [speech] of 2025"],
    ["GPT-4", "gpt-4 and GPT4", "[gpt-4] and GPT4"],
    ["", "nothing asked", "nothing asked"],
    ["😀 ' OR 1=1 -- .*", "or one = 1", "or one = [1]"],
  ])("%s in %s", (q, text, wanted) => expect(marked(q, text)).toBe(wanted));

  it("stay in the requested field", () => {
    expect(marked("ti:diffusion", "diffusion", "title")).toBe("[diffusion]");
    expect(marked("ti:diffusion", "diffusion", "abstract")).toBe("diffusion");
    expect(marked("au:noether", "Emmy Noether", "authors")).toBe("Emmy [Noether]");
    expect(marked("abs:noether", "Emmy Noether", "authors")).toBe("Emmy Noether");
    expect(marked("noether", "Emmy Noether", "authors")).toBe("Emmy [Noether]");
  });

  it("keep every letter of the text", () => {
    const text = "Łódź, Na\u0308ive — 𝒳-ray 李明 <b>&amp;</b>";
    const parts = markText(text, wantedOf(parseQuery("lodz ray 李明 b")), "title");
    expect(parts.map((part) => part.text).join("")).toBe(text);
    expect(parts.filter((part) => part.marked).map((part) => part.text)).toEqual([
      "Łódź",
      "ray 李明",
      "b",
      "b",
    ]);
  });

  it("take the longest of several phrases with the same beginning", () => {
    const places = findPlaces(
      "large language models",
      wantedOf(parseQuery('language "language models"')),
      "title",
    );
    expect(places.map(({ what }) => what)).toEqual(["languag model"]);
  });

  it("are found quickly, even in a very long text", () => {
    const wanted = wantedOf(parseQuery(`${"a ".repeat(120)}"a a a a a b"`));
    const heaps = [
      `a${"\u0300".repeat(100_000)}`,
      "a ".repeat(100_000),
      "a".repeat(200_000),
      "$".repeat(100_000),
    ];
    // With quadratic time, these texts would exceed the time limit of a test.
    for (const text of heaps)
      expect(
        markText(text, wanted, "title")
          .map((part) => part.text)
          .join(""),
      ).toHaveLength(text.length);
  });
});

const filler = "Here stands a sentence that says little but fills its line. ";
const passage = (q: string, abstract: string) => passageOf(abstract, wantedOf(parseQuery(q)));

describe("the passage of an abstract", () => {
  it("is none if the first lines show as much, or if nothing matches", () => {
    expect(passage("grokking", `We study grokking. ${filler.repeat(9)}More grokking.`)).toBeNull();
    expect(passage("grokking", filler.repeat(9))).toBeNull();
    expect(passage("grokking", "")).toBeNull();
  });

  it("begins with the sentence that contains the words", () => {
    const abstract = `${filler.repeat(5)}We find grokking in numerical noise. ${filler.repeat(9)}`;
    const found = passage("grokking noise", abstract);
    expect(found).toMatch(/^… We find grokking in numerical noise\. /);
    expect(found).toMatch(/ …$/);
    expect(found?.length).toBeLessThan(420);
  });

  it("begins a few words before the match in a long sentence", () => {
    const abstract = `${"word ".repeat(80)}then grokking comes to its end`;
    expect(passage("grokking", abstract)).toMatch(/^… (word )+then grokking comes to its end$/);
    expect(passage("grokking", abstract)?.length).toBeLessThan(90);
  });

  it("prefers the place with the most words to the first one", () => {
    const abstract = `Noise here. ${filler.repeat(4)}Noise alone. ${filler.repeat(4)}Grokking with noise.`;
    expect(passage("grokking noise", abstract)).toBe("… Grokking with noise.");
  });

  it("does not cut or search formulas", () => {
    const formula = "$x = \\text{grokking } + y . Z$";
    expect(passage("grokking", `${filler.repeat(4)}${formula}`)).toBeNull();
    const long = `${filler.repeat(4)}Let $${"a + ".repeat(30)}b$ be grokking and $${"c + ".repeat(120)}d$ not`;
    const found = passage("grokking", long) ?? "";
    expect(found).toMatch(/^… (Let )?\$a \+/);
    expect(found.match(/\$/g)).toHaveLength(4);
  });

  it("counts prices as text", () => {
    expect(passage("grokking", `${filler.repeat(4)}At $5 and then grokking at $6 a piece.`)).toBe(
      "… At $5 and then grokking at $6 a piece.",
    );
  });

  it("is found quickly in any text", () => {
    // With quadratic time, these texts would exceed the time limit of a test.
    passage("a b", "a b ".repeat(50_000));
    passage("a b", `${"$".repeat(30_000)}a`);
    passage("a b", `${". ".repeat(50_000)}a b`);
  });
});
