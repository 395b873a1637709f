import { expect, it } from "vitest";
import { readBearer } from "@/lib/web/bearer";

it("reads the token of a bearer, in any spelling of the scheme", () => {
  expect(readBearer("Bearer qr_abc")).toBe("qr_abc");
  expect(readBearer("bearer   qr_abc ")).toBe("qr_abc");
});

it("takes the scheme alone for an empty token, and other schemes for none", () => {
  expect(readBearer("Bearer")).toBe("");
  expect(readBearer("Bearer ")).toBe("");
  for (const other of [null, undefined, "", "Basic YTpi", "Bearers x", "x Bearer y"])
    expect(readBearer(other)).toBeNull();
});
