import { expect, it, vi } from "vitest";
import { addressProblem } from "@/lib/server/front/problem-page";

it("a query of thousands of names is read once", () => {
  const names = Array.from({ length: 5000 }, (_, i) => i.toString(36)).join("&");
  const readAgain = vi.spyOn(URLSearchParams.prototype, "getAll");
  expect(addressProblem(`/search?${names}`)).toBeNull();
  expect(addressProblem(`/search?${names}&sort=newest&sort=bogus`)).toContain("“sort”");
  expect(readAgain.mock.calls.length).toBeLessThan(20);
});
