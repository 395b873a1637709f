import { expect, it } from "vitest";
import { broughtWords } from "@/lib/feeds/taste/library-words";

it("says how many were found, how many taken by title, and what was not understood", () => {
  expect(broughtWords({ found: 1, titled: 0, absent: [], unread: [] })).toBe("1 paper found here.");
  const absent = Array.from({ length: 10 }, (_, i) => `2601.0000${i}`);
  const words = broughtWords({ found: 1200, titled: 1, absent, unread: ["???"] });
  expect(words).toMatch(
    /^1,200 papers found here\. 1 paper taken by title, since this hub does not hold it\. /,
  );
  expect(words).toMatch(/2601\.00007 and 2 more\. Not understood: \?\?\?\.$/);
});
