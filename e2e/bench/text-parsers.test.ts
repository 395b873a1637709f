import { expect, it } from "vitest";
import { shapes } from "@/e2e/bench/hostile-text";
import { textParsers } from "@/e2e/bench/text-parsers";

// `npm run bench -- parsers` measures them. Here the time limit of a test is enough: where time grows with the square of
// a text, the longest one takes minutes.
it.each(textParsers)("$name ends on every hostile text of $longest characters", async ({ longest, read }) => {
  for (const shape of shapes) {
    try {
      await read(shape.text(longest));
    } catch (reason) {
      // A refusal in words is an answer, a full stack is none.
      expect(reason, shape.name).toHaveProperty("message");
      expect(reason, shape.name).not.toBeInstanceOf(RangeError);
    }
  }
});
