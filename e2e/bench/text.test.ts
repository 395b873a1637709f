import { describe, expect, it } from "vitest";
import { countTexts } from "@/e2e/bench/text";

describe("the text of real records", () => {
  it("loses no word, stays the same when it is read again, and closes every tag", async ({ skip }) => {
    const counts = await countTexts(3000);
    if (!counts) return skip("There are no records in ../shared/data.");
    expect(counts.records).toBe(3000);
    expect(counts.words).toBeGreaterThan(300_000);
    expect(counts).toMatchObject({ lost: [], changed: [], unbalanced: [] });
    expect(counts.unset.length / counts.formulas).toBeLessThan(0.02);
    expect(counts.named).toBeGreaterThan(300);
    expect(counts.unlinked.length / counts.named).toBeLessThan(0.01);
  });
});
