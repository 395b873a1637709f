import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { isOfNext, refusal } from "@/lib/server/front/request-guard";

const foreign: Record<string, string>[] = [
  { origin: "https://evil.example" },
  { origin: "null" },
  { "sec-fetch-site": "cross-site" },
];

function ask(method: string, url: string, headers: Record<string, string> = {}): number | undefined {
  const request = { method, url, headers: { host: "localhost:3000", ...headers } };
  return refusal(request as unknown as IncomingMessage)?.status;
}

it.each(["/papers/%ff", "/a%00", "/search?q=%00", "//", "//evil.example/", "/\\evil.example", "/%E0%A4%A"])(
  "refuses the address %s",
  (url) => expect(ask("GET", url)).toBe(400),
);

it.each(["/", "/authors/%E6%9D%8E-%E6%98%8E", "/search?q=100%", "/papers/math/0501999"])(
  "lets %s in",
  (url) => expect(ask("GET", url)).toBeUndefined(),
);

it.each(["*", "localhost:3000", "papers", ""])("refuses the address %s, which is no path", (url) =>
  expect(ask("GET", url)).toBe(400),
);

it.each(["TRACE", "PROPFIND", "PURGE", "LOCK", "QUERY", "get"])("refuses the method %s", (method) => {
  expect(ask(method, "/")).toBe(405);
});

it("says in OAuth's own form that there is none, whichever site's client asks, and has no other page there", () => {
  for (const url of ["/register", "/token", "/token?x=1"])
    for (const headers of [{}, { origin: "https://client.example" }]) {
      const request = { method: "POST", url, headers: { host: "localhost:3000", ...headers } };
      expect(refusal(request as unknown as IncomingMessage)).toMatchObject({
        status: 404,
        json: { error: "access_denied", error_description: expect.stringMatching(/^This hub has no OAuth/) },
      });
    }
  for (const url of ["/registered", "/token/x"]) expect(ask("POST", url)).toBeUndefined();
  expect(ask("GET", "/register")).toBeUndefined();
});

it("refuses a Host header that names no host", () => {
  for (const host of ["a b", "evil.example/x", "x@y", "[::1", "hub:port", "", "<script>", "hub, hub"])
    expect(ask("GET", "/", { host })).toBe(400);
  for (const host of ["localhost:3000", "[::1]:3000", "papers.example.org", "xn--mnchen-3ya.example"])
    expect(ask("GET", "/", { host })).toBeUndefined();
});

it("refuses a state of Next's router that cannot be read", () => {
  expect(ask("GET", "/", { rsc: "1", "next-router-state-tree": "{" })).toBe(400);
});

it("refuses changes from other sites, but no reads", () => {
  for (const headers of foreign) {
    expect(ask("POST", "/", headers)).toBe(403);
    expect(ask("GET", "/", headers)).toBeUndefined();
  }
  expect(ask("POST", "/", { origin: "http://localhost:3000" })).toBeUndefined();
  expect(ask("POST", "/", { "sec-fetch-site": "same-origin" })).toBeUndefined();
  expect(ask("PUT", "/")).toBeUndefined();
});

it("allows any site's scripts to POST where nothing changes", () => {
  for (const headers of foreign) {
    expect(ask("POST", "/oai?verb=Identify", headers)).toBeUndefined();
    expect(ask("POST", "/oai/x", headers)).toBe(403);
  }
});

it("allows mail programs to unsubscribe from anywhere (RFC 8058)", () => {
  for (const headers of foreign) {
    expect(ask("POST", "/subscriptions/one-click?token=x", headers)).toBeUndefined();
    expect(ask("POST", "/mail/one-click?token=x", headers)).toBeUndefined();
    expect(ask("POST", "/mail/one-clicks", headers)).toBe(403);
  }
});

it("refuses to change a file", () => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
    expect(ask(method, "/quire.js?_rsc=1")).toBe(405);
  for (const url of [
    "/%71uire.js",
    "/./quire.js",
    "/a/../quire%2ejs?x=%",
    "/_next/static/chunks/a.css",
    "/_next/./static/a.js",
  ])
    expect(ask("POST", url), url).toBe(405);
  expect(ask("GET", "/quire.js")).toBeUndefined();
  expect(ask("POST", "/papers/quire.js")).toBeUndefined();
});

it("refuses bodies larger than Next would read", () => {
  expect(ask("POST", "/", { "content-length": String(256 * 1024 + 1) })).toBe(413);
  expect(ask("POST", "/", { "content-length": "1024" })).toBeUndefined();
  expect(ask("POST", "/api/v1/papers/x/comments", { "content-length": String(512 * 1024) })).toBeUndefined();
  expect(ask("POST", "/api/v1/papers/x/comments", { "content-length": String(513 * 1024) })).toBe(413);
});

it("allows programs with a token from any site, except for pages and the sign-in", () => {
  const headers = { origin: "https://elsewhere.example", authorization: "Bearer qr_x" };
  expect(ask("PUT", "/api/v1/papers/2603.00001/upvote", headers)).toBeUndefined();
  expect(ask("PUT", "/api/v1/papers/2603.00001/upvote", { origin: "https://elsewhere.example" })).toBe(403);
  expect(ask("POST", "/", headers)).toBe(403);
  expect(ask("POST", "/api/auth/signout", headers)).toBe(403);
  expect(ask("PUT", "/api/v1/x", { ...headers, authorization: "Basic eA==" })).toBe(403);
});

it("knows the pages that Next keeps for itself, however they are spelled", () => {
  for (const url of [
    "/_global-error",
    "/%5Fglobal-error?x",
    "/./_global-error.rsc",
    "/a/../_not-found",
    "/_error",
  ])
    expect(isOfNext(url), url).toBe(true);
  for (const url of ["/", "/_next/static/a.js", "/papers/_x", "/search?q=/_x"])
    expect(isOfNext(url), url).toBe(false);
});
