import { describe, expect, it } from "vitest";
import { wantedOf } from "@/lib/search/highlight";
import { passageOf } from "@/lib/search/passage";
import { parseQuery } from "@/lib/search/query";

const filler = "Here stands a sentence that says little but fills its line. ";
const passage = (q: string, abstract: string) => passageOf(abstract, wantedOf(parseQuery(q)));

describe("the passage of an abstract", () => {
  it("is none where the first lines show as much, or nothing at all matches", () => {
    expect(passage("grokking", `We study grokking. ${filler.repeat(9)}More grokking.`)).toBeNull();
    expect(passage("grokking", filler.repeat(9))).toBeNull();
    expect(passage("grokking", "")).toBeNull();
  });

  it("begins with the sentence in which the words stand", () => {
    const abstract = `${filler.repeat(5)}We find grokking in numerical noise. ${filler.repeat(9)}`;
    const found = passage("grokking noise", abstract);
    expect(found).toMatch(/^… We find grokking in numerical noise\. /);
    expect(found).toMatch(/ …$/);
    expect(found?.length).toBeLessThan(420);
  });

  it("begins some words before, in a long sentence", () => {
    const abstract = `${"word ".repeat(80)}then grokking comes to its end`;
    expect(passage("grokking", abstract)).toMatch(/^… (word )+then grokking comes to its end$/);
    expect(passage("grokking", abstract)?.length).toBeLessThan(90);
  });

  it("prefers the place with most of the words to the first", () => {
    const abstract = `Noise here. ${filler.repeat(4)}Noise alone. ${filler.repeat(4)}Grokking with noise.`;
    expect(passage("grokking noise", abstract)).toBe("… Grokking with noise.");
  });

  it("cuts no formula and looks into none", () => {
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

  it("is soon found in any heap", () => {
    const start = performance.now();
    passage("a b", "a b ".repeat(50_000));
    passage("a b", `${"$".repeat(30_000)}a`);
    passage("a b", `${". ".repeat(50_000)}a b`);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
