import { describe, expect, it } from "vitest";
import { assertHubOrigin, assertSameOrigin, isSameOrigin } from "@/lib/web/origin";

const hub = "https://hub.example";
const from = (headers: Record<string, string>) =>
  isSameOrigin(new Headers({ host: "hub.example", ...headers }), hub);

describe("a state change", () => {
  it("is admitted from the hub's own pages", () => {
    expect(from({ "sec-fetch-site": "same-origin", origin: hub })).toBe(true);
    expect(from({ origin: hub })).toBe(true);
  });

  it("is admitted under the name the reader used, and behind a proxy that changes the name", () => {
    expect(from({ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" })).toBe(true);
    expect(from({ host: "10.0.0.7:3000", origin: hub })).toBe(true);
  });

  it("is admitted from programs other than browsers", () => {
    expect(from({})).toBe(true);
  });

  it.each([
    { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
    { "sec-fetch-site": "same-site", origin: "https://other.hub.example" },
    { origin: "https://evil.example" },
    { origin: "https://hub.example.evil.example" },
    { origin: "null" },
    { origin: "" },
  ] as Record<string, string>[])("is refused from %j", (headers) => {
    expect(from(headers)).toBe(false);
  });

  it("is refused in a plain sentence", () => {
    const headers = new Headers({
      origin: "https://evil.example",
      host: "localhost:3000",
    });
    expect(() => assertSameOrigin(headers)).toThrow(/came from another site/);
  });
});

it("a page under another name for the hub is refused, although it is on the same site", () => {
  const rebound = { origin: "http://evil.example:3000", host: "evil.example:3000" };
  expect(isSameOrigin(new Headers(rebound), "http://localhost:3000")).toBe(true);
  expect(() => assertHubOrigin(new Headers(rebound))).toThrow(/another site/);
  expect(() => assertHubOrigin(new Headers({ origin: "http://localhost:3000" }))).not.toThrow();
  expect(() => assertHubOrigin(new Headers())).not.toThrow();
});
