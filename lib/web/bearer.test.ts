import { expect, it } from "vitest";
import { readBearer } from "@/lib/web/bearer";

it("reads a bearer token, in any spelling of the scheme", () => {
  expect(readBearer("Bearer qr_abc")).toBe("qr_abc");
  expect(readBearer("bearer   qr_abc ")).toBe("qr_abc");
});

it("reads the bare scheme as an empty token, and other schemes as none", () => {
  expect(readBearer("Bearer")).toBe("");
  expect(readBearer("Bearer ")).toBe("");
  for (const other of [null, undefined, "", "Basic YTpi", "Bearers x", "x Bearer y"])
    expect(readBearer(other)).toBeNull();
});
