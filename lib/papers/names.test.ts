import fc from "fast-check";
import { expect, it } from "vitest";
import { withoutSigns } from "@/lib/papers/name-signs";
import { isEtAl, sortableName, splitName } from "@/lib/papers/names";

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
  [
    "Charles de la Vallée Poussin",
    { family: "Vallée Poussin", given: "Charles", "non-dropping-particle": "de la" },
  ],
  ["Juan Carlos De los Reyes", { family: "De los Reyes", given: "Juan Carlos" }],
  ["Wil M. P. van der Aalst", { family: "Aalst", given: "Wil M. P.", "non-dropping-particle": "van der" }],
  ["Nora de la Cruz Arana", { family: "Cruz Arana", given: "Nora", "non-dropping-particle": "de la" }],
  [
    "R. A. H. van Eijck van Heslinga",
    { family: "Eijck van Heslinga", given: "R. A. H.", "non-dropping-particle": "van" },
  ],
  ["Blaise Agüera y Arcas", { family: "Agüera y Arcas", given: "Blaise" }],
  ["Santiago Ramón y Cajal", { family: "Ramón y Cajal", given: "Santiago" }],
  ["Ramón y Cajal", { family: "Ramón y Cajal" }],
  ["Sabine Schulte im Walde", { family: "Schulte im Walde", given: "Sabine" }],
  [
    "Luis Miguel Vieira da Silva",
    { family: "Silva", given: "Luis Miguel Vieira", "non-dropping-particle": "da" },
  ],
  ["Luiz F. da S. Coelho", { family: "Coelho", given: "Luiz F. da S." }],
  ["Maria de Lourdes M. Silva", { family: "Silva", given: "Maria de Lourdes M." }],
  ["Jean de Dieu Nyandwi", { family: "Nyandwi", given: "Jean de Dieu" }],
  ["Gerard 't Hooft", { family: "Hooft", given: "Gerard", "non-dropping-particle": "'t" }],
  ["Seok Bin Son", { family: "Son", given: "Seok Bin" }],
  ["Dao Van Tung", { family: "Tung", given: "Dao Van" }],
  ["Nicola De Cao", { family: "De Cao", given: "Nicola" }],
  ["Xiao Di Wang", { family: "Wang", given: "Xiao Di" }],
  ["Oisin Mac Aodha", { family: "Mac Aodha", given: "Oisin" }],
  [
    "Telmo de Menezes e Silva Filho",
    { family: "Menezes e Silva Filho", given: "Telmo", "non-dropping-particle": "de" },
  ],
  ["Arlindo Galvão Filho", { family: "Galvão Filho", given: "Arlindo" }],
  ["Francisco Filho", { family: "Filho", given: "Francisco" }],
  ["Roseval Malaquias Junior", { family: "Malaquias", given: "Roseval", suffix: "Junior" }],
  ["Waldir Junior", { family: "Junior", given: "Waldir" }],
  ["Andrew W. Senior", { family: "Senior", given: "Andrew W." }],
  ["King, Jr., Martin Luther", { family: "King", given: "Martin Luther", suffix: "Jr." }],
  ["Smith Jr., John", { family: "Smith", given: "John", suffix: "Jr." }],
  ["Hank Capps MD", { family: "Capps", given: "Hank" }],
  ["Yejin Choi PhD", { family: "Choi", given: "Yejin" }],
  ["Jane Doe, M.D., Ph.D.", { family: "Doe", given: "Jane" }],
  ["Jane Doe, Fellow, IEEE", { family: "Doe", given: "Jane" }],
  ["Dr. Ludwig van Beethoven", { family: "Beethoven", given: "Ludwig", "non-dropping-particle": "van" }],
  ["MD Azizul Hakim", { family: "Hakim", given: "MD Azizul" }],
  ["Shylaja SS", { family: "SS", given: "Shylaja" }],
  ["Jane Doe, Senior Member IEEE", { family: "Doe", given: "Jane" }],
  ["John Smith, FRS", { family: "Smith", given: "John" }],
  ["Jane Doe [MIT]", { family: "Doe", given: "Jane" }],
  ["Dr. rer. nat. Jane Doe", { family: "Doe", given: "Jane" }],
  ["Ya Guo Member", { family: "Guo", given: "Ya" }],
  ["Dmitri Member", { family: "Member", given: "Dmitri" }],
  ["Paulo L. J. Drews-Jr", { family: "Drews", given: "Paulo L. J.", suffix: "Jr" }],
  ["Yi-Fan Zhang†", { family: "Zhang", given: "Yi-Fan" }],
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

it.each([
  "Inclusion AI",
  "Essential AI",
  "ByteDance Seed",
  "The TRACK-TBI Investigators",
  "kConFab Investigators",
  "Li Auto Inc",
  "Xiaohongshu Inc.",
  "Tencent Robotics X",
  "Eyened Reading Center",
  "University Hospital Basel",
  "The SEOSAW Partnership",
  "LG AI Research",
  "Research Group Maity",
  "Team Hunyuan3D",
  "FANAR TEAM",
  "Imagen-Team-Google",
  "o3 contributors",
  "MOSI. AI",
  "Institute for Ethics",
  "Big Science Workshop",
  "ML Collective",
  "Dark Energy Survey",
  "Belle II",
])("%s is a group", (name) => expect(splitName(name)).toEqual({ literal: name }));

it.each([
  ["Research Pratim Maity", "Maity, Research Pratim"],
  ["Hans Op de Beeck", "Op de Beeck, Hans"],
  ["Luca San Mauro", "San Mauro, Luca"],
  ["Raúl San José Estépar", "San José Estépar, Raúl"],
  ["Vivien Sainte Fare Garnot", "Sainte Fare Garnot, Vivien"],
  ["Erwan Le Jumeau de Kergaradec", "Le Jumeau de Kergaradec, Erwan"],
  ["Maria Garcia de la Banda", "Garcia de la Banda, Maria"],
  ["Haitz Sáez de Ocáriz Borde", "Sáez de Ocáriz Borde, Haitz"],
  ["Justus Meyer zu Bexten", "Meyer zu Bexten, Justus"],
  ["Geert Lycklama à Nijeholt", "Lycklama à Nijeholt, Geert"],
  ["Francisco de Assis Boldt", "Boldt, Francisco de Assis"],
  ["Haitham Bou Ammar", "Bou Ammar, Haitham"],
  ["Colin Vanden Bulcke", "Vanden Bulcke, Colin"],
  ["Kevin Dela Rosa", "Dela Rosa, Kevin"],
  ["Sean O Leary", "O Leary, Sean"],
  ["Jae O Lee", "Lee, Jae O"],
  ["James O' Neill", "O' Neill, James"],
  ["Choro Ulan uulu", "Ulan uulu, Choro"],
  ["Tuyen Van Kieu", "Kieu, Tuyen Van"],
  ["Swathi P S", "P S, Swathi"],
  ["Anthony Tung K. H.", "Tung, Anthony K. H."],
  ["Leong Hou U", "U, Leong Hou"],
  ["A. Research", "Research, A."],
  ["Huawei Shen", "Shen, Huawei"],
  ["Zhipu Cui", "Cui, Zhipu"],
  ["Kimi Chen", "Chen, Kimi"],
  ["Dmitri Model", "Model, Dmitri"],
  ["Marc Huertas-Company", "Huertas-Company, Marc"],
  ["The Anh Han", "Han, The Anh"],
  ["Qi Yong H. Ai", "Ai, Qi Yong H."],
  ["Qing Ai", "Ai, Qing"],
  ["Bo XU", "XU, Bo"],
])("%s is a person", (name, sorted) => expect(sortableName(name)).toBe(sorted));

it("takes a family name of several words from the source, but not what it found by a rule of its own", () => {
  expect(splitName("Gabriel García Márquez", "García Márquez")).toEqual({
    family: "García Márquez",
    given: "Gabriel",
  });
  expect(sortableName("Charles de la Vallée Poussin", "Poussin")).toBe("de la Vallée Poussin, Charles");
  expect(sortableName("Inclusion AI", "AI")).toBe("Inclusion AI");
  expect(sortableName("Zhou Fengjin MD", "MD")).toBe("Fengjin, Zhou");
});

it.each([
  ["Yi-Fan Zhang†", "Yi-Fan Zhang"],
  ["Gabriel Petre1", "Gabriel Petre"],
  ["Jane Doe1,2*", "Jane Doe"],
  ["Jane Doe¹,²", "Jane Doe"],
  ["Jane Doe^{a,b}", "Jane Doe"],
  ["Jane Doe [1]", "Jane Doe"],
  ["Jane Doe^(a,b)", "Jane Doe"],
  ["Jane Doe📧", "Jane Doe"],
  ["Jane Doe <jane@example.org>", "Jane Doe"],
  ["Jane Doe, ORCID: 0000-0002-1825-009X", "Jane Doe"],
  ["jane@example.org", "jane@example.org"],
  ["for the ALICE Collaboration", "ALICE Collaboration"],
  ["Yi-Fan Zhang†2", "Yi-Fan Zhang"],
  ["Young-Jun_Lee", "Young-Jun Lee"],
  ["Martin Valli`eres", "Martin Vallières"],
  ["Nicol`o Pagan", "Nicolò Pagan"],
  ['Rapha"el Metz', "Raphaël Metz"],
  ["Peter St\\ütz", "Peter Stütz"],
  ["Tim O`Brien", "Tim O'Brien"],
  ['Linxi "Jim" Fan', 'Linxi "Jim" Fan'],
  ["Tarun Yenamandra*", "Tarun Yenamandra"],
  ["and Weijie Liu", "Weijie Liu"],
  ["Adam Hewitt and", "Adam Hewitt"],
  ["/Shubham Kumar Nigam", "Shubham Kumar Nigam"],
  ["Team Hunyuan3D", "Team Hunyuan3D"],
  ["Team Qwen3", "Team Qwen3"],
  ["GPT-5", "GPT-5"],
  ["W. P. M. H.", "W. P. M. H."],
  ["Ada Lovelace (MIT)", "Ada Lovelace (MIT)"],
])("%s is %s without signs", (name, bare) => expect(withoutSigns(name)).toBe(bare));

it.each([
  ["et al", true],
  ["et al.", true],
  ["others", true],
  ["200 others", true],
  ["12 additional authors", true],
  ["Evan Smothers", false],
  ["The authors", false],
])("%s stands for others: %s", (name, stands) => expect(isEtAl(name)).toBe(stands));

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
