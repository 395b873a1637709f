import { expect, it } from "vitest";
import { splitAuthors } from "@/lib/papers/import/split-authors";

it.each<[string, string[]]>([
  ["Ada Lovelace", ["Ada Lovelace"]],
  ["Ada Lovelace and R. Descartes", ["Ada Lovelace", "R. Descartes"]],
  ['Ada Lovelace, R. Descartes, and\n  K. G\\"odel', ["Ada Lovelace", "R. Descartes", 'K. G\\"odel']],
  ["The DELPHI Collaboration, J. Abdallah, et al", ["The DELPHI Collaboration", "J. Abdallah"]],
  ["The BABAR Collaboration: B. Aubert, et al.", ["The BABAR Collaboration", "B. Aubert"]],
  ["B. Aubert et al", ["B. Aubert"]],
  ["A. Person (1), N. Other (1 and 2) ((1) A Lab, Here, (2) There and Elsewhere)", ["A. Person", "N. Other"]],
  ["A. Person (Lab (Town), Country) & N. Other", ["A. Person", "N. Other"]],
  ["Martin Luther King, Jr., John Doe III", ["Martin Luther King Jr.", "John Doe III"]],
  ["Anders Andersson; Sandra Anderson", ["Anders Andersson", "Sandra Anderson"]],
  ["A. Person (Lab, N. Other", ["A. Person (Lab", "N. Other"]],
  ["A. Person$^{1,2}$, B. Other\\footnote{a, b}", ["A. Person$^{1,2}$", "B. Other\\footnote{a, b}"]],
  ["LHCb Collaboration, R. Aaij, 800 others", ["LHCb Collaboration", "R. Aaij"]],
  ["H. Abe, 12 additional authors", ["H. Abe"]],
  ["", []],
])("%s", (line, names) => expect(splitAuthors(line)).toEqual(names));
