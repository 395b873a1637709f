import { describe, expect, it } from "vitest";
import { short, table } from "@/e2e/bench/table";

describe("table", () => {
  it("aligns the first column to the left and the others to the right", () => {
    const text = table(
      ["What", "per second"],
      [
        ["bare", "7,285"],
        ["trending page", "212"],
      ],
    );
    expect(text.split("\n")).toEqual([
      "What           per second",
      "-------------  ----------",
      "bare                7,285",
      "trending page         212",
    ]);
  });

  it("does not pad rows that have fewer cells", () => {
    expect(
      table(["a", "b"], [["x"]])
        .split("\n")
        .at(-1),
    ).toBe("x");
  });
});

describe("short", () => {
  it.each([
    [28_641.4, "28,641"],
    [212.4, "212"],
    [43.21, "43.2"],
    [4.383, "4.38"],
    [0.0721, "0.072"],
    [0, "0.000"],
  ])("writes %d as %s", (value, text) => {
    expect(short(value)).toBe(text);
  });
});
