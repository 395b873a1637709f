import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { allowCrossOrigin, isForPrograms } from "@/lib/server/front/cors";

function ask(method: string, url: string, headers: Record<string, string> = {}) {
  const request = Object.assign(new IncomingMessage(new Socket()), { method, url, headers });
  return { request, response: new ServerResponse(request) };
}

describe("an address for programs", () => {
  it.each([
    "/api",
    "/api/v1/papers",
    "/api?x=1",
    "/api/daily_papers",
    "/mcp",
    "/api/authors",
    "/oai?verb=x",
    "/oembed",
    "/mcp/",
    "/mcp/?x=1",
    "/.well-known/openapi.json",
    "/.well-known/oauth-protected-resource/mcp",
  ])("is %s", (url) => expect(isForPrograms(url)).toBe(true));

  it.each([
    "/",
    "/apis",
    "/api-docs",
    "/api/auth",
    "/api/auth/signin",
    "/papers/api",
    "/mcps",
    "/oaix",
    "/oai/x",
    "/mcp/x",
    "/oembed//",
  ])("is not %s", (url) => expect(isForPrograms(url)).toBe(false));

  it("is open to scripts of every site, and says which headers they may read", () => {
    const { request, response } = ask("GET", "/api/v1/papers");
    expect(allowCrossOrigin(request, response)).toBe(false);
    expect(response.getHeader("access-control-allow-origin")).toBe("*");
    for (const name of ["Link", "ETag", "RateLimit", "X-Error-Message", "Retry-After"])
      expect(response.getHeader("access-control-expose-headers")).toContain(name);
    expect(response.getHeader("access-control-allow-credentials")).toBeUndefined();
  });

  it("answers a preflight at once", () => {
    const { request, response } = ask("OPTIONS", "/api/v1/papers/2603.00001/upvote");
    expect(allowCrossOrigin(request, response)).toBe(true);
    expect(response.statusCode).toBe(204);
    expect(response.getHeader("access-control-allow-methods")).toContain("DELETE");
    expect(response.getHeader("access-control-allow-headers")).toContain("Authorization");
  });

  it("is neither a page nor part of the sign-in", () => {
    const { request, response } = ask("OPTIONS", "/api/auth/signin");
    expect(allowCrossOrigin(request, response)).toBe(false);
    expect(response.getHeader("access-control-allow-origin")).toBeUndefined();
  });
});
