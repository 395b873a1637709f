import { expect, it } from "vitest";
import { budgetSchema, scheduleSchema } from "@/lib/digests/subscriptions/schema";

it("accepts time zones by any of their names", () => {
  const zone = (timeZone: string) => scheduleSchema.safeParse({ timeZone }).data?.timeZone;
  expect(zone("Asia/Kolkata")).toBe(zone("Asia/Calcutta"));
  expect(zone("Asia/Kolkata")).toBeDefined();
  expect(zone("Europe/Berlin")).toBe("Europe/Berlin");
  for (const none of ["", "Nowhere/Land", "+05:30", "a\0b"]) expect(zone(none)).toBeUndefined();
});

it.each([
  ["topic", "cs.CL", true],
  ["interest", "41", true],
  ["wild", "", true],
  ["topic", "nonsense", false],
  ["topic", "a\0b", false],
  ["topic", "a\ud800b", false],
  ["interest", "abc", false],
  ["interest", "99999999999999", false],
])("a budget of the kind %s for %j is one: %s", (kind, ref, is) => {
  expect(budgetSchema.safeParse({ kind, ref, papers: 3, per: "day" }).success).toBe(is);
});
