import { expect, it } from "vitest";
import { nameText } from "@/lib/people/name-text";

const name = nameText().min(1).max(12);

it("a name is one line of visible characters", () => {
  expect(name.parse("  My \n papers\u202e ")).toBe("My papers");
  expect(name.parse("नमस्ते 👩‍🔬")).toBe("नमस्ते 👩‍🔬");
  for (const given of ["", " \t", "\u200b", "\u200d\u2060", "\u3164", "\0"])
    expect(name.safeParse(given).success).toBe(false);
});
