import { expect, it } from "vitest";
import { shapes } from "@/e2e/bench/hostile-text";
import { textParsers } from "@/e2e/bench/text-parsers";

// `npm run bench -- parsers` measures them on all shapes. Here the time limit of a test is enough: where time grows with the
// square of a text, the longest one takes minutes.
const names = ["a   b", '"a,"', '"{"', '"["', '"(a"', '"$a$ "', '"- "', "a \u0301\u0316 b", '"eprint=" " "'];
const few = shapes.filter(({ name }) => names.includes(name));

it("the shapes that are tried here exist", () =>
  expect(few.map(({ name }) => name)).toHaveLength(names.length));

it.each(textParsers)("$name ends on hostile texts of $longest characters", async ({ longest, read }) => {
  for (const shape of few) {
    try {
      await read(shape.text(longest));
    } catch (reason) {
      // A refusal in words is an answer, a full stack is none.
      expect(reason, shape.name).not.toBeInstanceOf(RangeError);
    }
  }
});
