import { expect, it } from "vitest";
import { versionAddress } from "@/lib/server/front/version-address";

it.each([
  ["/papers/2601.05230v3", "/papers/2601.05230?v=3"],
  ["/papers/0704.0001v9?after=12", "/papers/0704.0001?after=12&v=9"],
  ["/papers/hep-th/9901001v2", "/papers/hep-th/9901001?v=2"],
  ["/papers/math.GT/0309136v1/", "/papers/math/0309136?v=1"],
  ["/papers/math.GT%2F0309136V1", "/papers/math/0309136?v=1"],
  ["/papers/math-ph/0509007v1", "/papers/math-ph/0509007?v=1"],
  ["/papers/ao-sci/9503001v99", "/papers/ao-sci/9503001?v=99"],
  ["/papers/2101.10016v2/", "/papers/2101.10016?v=2"],
  ["/papers/arXiv:2601.05230v12", "/papers/2601.05230?v=12"],
])("%s leads to %s", (url, expected) => {
  expect(versionAddress(url)).toBe(expected);
});

it.each([
  "/papers/2601.05230",
  "/papers/2601.05230?v=3",
  "/papers/2601.05230v0",
  "/papers/2601.05230v2.bib",
  "/papers/q-abcdefv1",
  "/papers/%ffv1",
  "/api/papers/2601.05230v3",
  "/search?q=/papers/2601.05230v3",
])("%s stays", (url) => {
  expect(versionAddress(url)).toBeNull();
});
