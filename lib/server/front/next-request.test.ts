import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { cleanCookies, sessionToken } from "@/lib/server/front/cookies";
import { cleanRequest, hasReadableState, takeAbsoluteAddress } from "@/lib/server/front/next-request";

const made = (headers: Record<string, string>, url = "/", method = "GET") =>
  ({ headers, url, method }) as unknown as IncomingMessage;

describe("cookies", () => {
  it("with control characters, or that cannot be decoded, are dropped", () => {
    const kept = "next-auth.csrf-token=a%7Cb; theme=dark; quoted=%22x%22; letters=é";
    const bad = "next-auth.session-token=%00; a=%0a; b=%; c=%ff; d=\u0001";
    expect(cleanCookies(`${kept}; ${bad}`)).toBe(kept);
    expect(cleanCookies(bad)).toBe("");
    expect(cleanCookies(";;;=;==")).toBe(";;;=;==");
  });

  it("lose a return address that is none", () => {
    for (const value of ["http%3A%2F%2Fhub%2Fx", "%2Fpapers"])
      expect(cleanCookies(`next-auth.callback-url=${value}`)).toContain(value);
    expect(cleanCookies("__Secure-next-auth.callback-url=nonsense; a=b")).toBe("a=b");
  });

  it("hold the token that Next will read", () => {
    expect(sessionToken("a=b; next-auth.session-token=x%2Dy")).toBe("x-y");
    expect(sessionToken("next-auth.session-token=1; __Secure-next-auth.session-token=2")).toBe("2");
    expect(sessionToken("next-auth.session-token=1; next-auth.session-token=2")).toBe("2");
    expect(
      sessionToken("xnext-auth.session-token=1; next-auth.session-token=; next-auth.session-tokens=2"),
    ).toBeNull();
  });
});

describe("a request for Next", () => {
  it("loses headers that only Next itself or a proxy sends, and values that its client never sends", () => {
    const request = made({
      host: "hub",
      rsc: "yes",
      "next-router-prefetch": "9",
      "next-url": "//evil.example",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "gopher",
      "x-middleware-subrequest": "middleware",
      "x-nextjs-data": "1",
      "x-action-forwarded": "1",
      "next-resume": "1",
      range: "bytes=9-1",
      "if-match": '"x"',
      "if-unmodified-since": "Mon, 01 Jan 1990 00:00:00 GMT",
      "if-range": '"x"',
      accept: "text/html",
    });
    cleanRequest(request);
    expect(request.headers).toEqual({ host: "hub", accept: "text/html" });
    const real = {
      host: "hub",
      rsc: "1",
      "next-router-prefetch": "1",
      "next-url": "/papers",
      "x-forwarded-proto": "https",
    };
    const sent = made({ ...real });
    cleanRequest(sent);
    expect(sent.headers).toEqual(real);
  });

  it("names the origin as Next compares it, except for programs", () => {
    const form = made({ host: "127.0.0.1:3000", origin: "https://papers.example.org" }, "/", "POST");
    cleanRequest(form);
    expect(form.headers.origin).toBe("http://127.0.0.1:3000");
    const program = made({ host: "127.0.0.1:3000", origin: "https://papers.example.org" }, "/mcp", "POST");
    cleanRequest(program);
    expect(program.headers.origin).toBe("https://papers.example.org");
  });

  it("has a path for an address, with the host that the address names", () => {
    const request = made({ host: "localhost:3000" }, "http://evil.example/dev/outbox?x=1");
    takeAbsoluteAddress(request);
    expect([request.url, request.headers.host]).toEqual(["/dev/outbox?x=1", "evil.example"]);
    for (const url of ["/http://x/", "//x/", "ftp://x/", "http://", "*"]) {
      const other = made({ host: "hub" }, url);
      takeAbsoluteAddress(other);
      expect([other.url, other.headers.host]).toEqual([url, "hub"]);
    }
  });

  it("has a state of the router that Next can read, or none", () => {
    const state = (value: string) => hasReadableState(made({ "next-router-state-tree": value }));
    expect(hasReadableState(made({}))).toBe(true);
    expect(state(encodeURIComponent(JSON.stringify(["", { children: ["__PAGE__", {}] }])))).toBe(true);
    for (const bad of [
      "",
      "x",
      "%",
      "[]",
      "{}",
      "null",
      "[1,{}]",
      '["",{"children":1}]',
      "[".repeat(30_000),
      "x".repeat(50_000),
    ])
      expect(state(bad), bad.slice(0, 20)).toBe(false);
  });
});
