import { expect, it } from "vitest";
import { announcedDay } from "@/lib/papers/announced-day";

const paper = {
  key: "1706.03762",
  day: new Date("2026-03-12"),
  publishedAt: new Date("2017-06-12T17:57:34Z"),
  submittedAt: new Date("2026-03-12T09:00:00Z"),
};

it("is arXiv's own for a paper that a person submitted later, and otherwise the day of the list", () => {
  expect(announcedDay(paper)).toBe("2017-06-13");
  expect(announcedDay({ ...paper, submittedAt: null })).toBe("2026-03-12");
  expect(announcedDay({ ...paper, key: "q-abcd1234" })).toBe("2026-03-12");
  expect(announcedDay({ ...paper, key: "2603.09999", publishedAt: new Date("2026-03-12T08:00:00Z") })).toBe(
    "2026-03-12",
  );
});
