import fc from "fast-check";
import { expect, it } from "vitest";
import { sortableName, splitName } from "@/lib/papers/names";

it.each([
  ["Ada Lovelace", { family: "Lovelace", given: "Ada" }],
  ["Geoffrey E. Hinton", { family: "Hinton", given: "Geoffrey E." }],
  ["Ludwig van Beethoven", { family: "Beethoven", given: "Ludwig", "non-dropping-particle": "van" }],
  ["Laurens van der Maaten", { family: "Maaten", given: "Laurens", "non-dropping-particle": "van der" }],
  ["Guy Van den Broeck", { family: "Van den Broeck", given: "Guy" }],
  ["Yann Le Cun", { family: "Le Cun", given: "Yann" }],
  ["Le Zhang", { family: "Zhang", given: "Le" }],
  ["Anh Van Nguyen", { family: "Nguyen", given: "Anh Van" }],
  ["Maria de la Cruz", { family: "Cruz", given: "Maria", "non-dropping-particle": "de la" }],
  ["van Dijk", { family: "Dijk", "non-dropping-particle": "van" }],
  ["Martin Luther King, Jr.", { family: "King", given: "Martin Luther", suffix: "Jr." }],
  ["Robert Downey Jr", { family: "Downey", given: "Robert", suffix: "Jr" }],
  ["Henry Louis Gates III", { family: "Gates", given: "Henry Louis", suffix: "III" }],
  ["Smith, John", { family: "Smith", given: "John" }],
  ["Muhammad al-Khwarizmi", { family: "al-Khwarizmi", given: "Muhammad" }],
  ["Jean-Pierre Serre", { family: "Serre", given: "Jean-Pierre" }],
  ["Ada Lovelace (MIT)", { family: "Lovelace", given: "Ada" }],
  ["Madonna", { literal: "Madonna" }],
  ["ATLAS Collaboration", { literal: "ATLAS Collaboration" }],
  ["Qwen Team", { literal: "Qwen Team" }],
  ["The LIGO Scientific Collaboration", { literal: "The LIGO Scientific Collaboration" }],
  ["Anderson, Brown, Clark", { literal: "Anderson, Brown, Clark" }],
  ["李明", { family: "李", given: "明" }],
  ["欧阳小明", { family: "欧阳", given: "小明" }],
  ["李 明", { family: "李", given: "明" }],
  ["山田 太郎", { family: "山田", given: "太郎" }],
  ["山田太郎", { literal: "山田太郎" }],
  ["김철수", { family: "김", given: "철수" }],
  ["Дмитрий Менделеев", { family: "Менделеев", given: "Дмитрий" }],
])("%s splits", (name, parts) => expect(splitName(name)).toEqual(parts));

it.each([
  ["Ludwig van Beethoven", "van Beethoven, Ludwig"],
  ["Martin Luther King, Jr.", "King, Martin Luther, Jr."],
  ["ATLAS Collaboration", "ATLAS Collaboration"],
])("%s is sorted as %s", (name, sorted) => expect(sortableName(name)).toBe(sorted));

it("keeps every letter of any name and never throws", () => {
  const word = fc.constantFrom("Ada", "van", "De", "O'Brien", "Jr.", "X.", "李", "der", "Müller", "und");
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
      const kept = Object.values(splitName(words.join(" "))).join(" ");
      expect(kept.split(/\s+/).sort()).toEqual([...words].sort());
    }),
  );
  fc.assert(fc.property(fc.string(), (name) => sortableName(name) !== undefined));
});
