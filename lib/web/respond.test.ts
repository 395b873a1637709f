import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { AppError, type ErrorCode, errorStatus } from "@/lib/base/errors";
import { getLog } from "@/lib/base/log";
import { errorJson } from "@/lib/programs/api/error-json";
import { TooOften } from "@/lib/web/limits/limits";
import { errorResponse, headerSentence, jsonResponse, notAllowed, readResponse } from "@/lib/web/respond";

describe("an answer", () => {
  it("is JSON that caches do not keep, with the request's id", async () => {
    const response = jsonResponse({ a: 1 }, "id-1");
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("x-request-id")).toBe("id-1");
    expect(await response.json()).toEqual({ a: 1 });
  });

  it("without a value is 204, and null is JSON null", async () => {
    expect(jsonResponse(undefined, "id-1").status).toBe(204);
    expect(await jsonResponse(null, "id-1").json()).toBeNull();
  });
});

describe("the answer to a read", () => {
  const ask = (etag?: string | null) =>
    new Request("http://localhost:3000/api/v1/x", { headers: etag ? { "if-none-match": etag } : {} });
  const read = (value: unknown, etag?: string | null) => readResponse(value, "id-1", ask(etag), "private");

  it("has an ETag, so that the same answer need not be sent twice", async () => {
    const first = read({ a: 1 });
    const etag = first.headers.get("etag");
    expect(etag).toMatch(/^W\/"[\w-]{27}"$/);
    expect(await first.json()).toEqual({ a: 1 });
    for (const known of [etag, etag?.slice(2), `"other", ${etag}`, "*"]) {
      const again = read({ a: 1 }, known);
      expect([again.status, await again.text()]).toEqual([304, ""]);
      expect(again.headers.get("etag")).toBe(etag);
    }
    expect(read({ a: 2 }, etag).status).toBe(200);
  });

  it("is private, or public for a while", () => {
    expect(read({}).headers.get("cache-control")).toBe("private, no-cache");
    const shared = readResponse({}, "id-1", ask(), { seconds: 60 });
    expect(shared.headers.get("cache-control")).toBe("public, max-age=60");
    expect(shared.headers.get("vary")).toBe("Authorization, Cookie");
  });
});

describe("a failure", () => {
  it.each(Object.keys(errorStatus) as ErrorCode[])("%s has its own status and sentence", async (code) => {
    const response = errorResponse(new AppError(code, "One sentence."), "id-2");
    expect(response.status).toBe(errorStatus[code]);
    expect(await response.json()).toEqual({ error: "One sentence." });
    expect(response.headers.get("retry-after")).toBeNull();
  });

  it("says when to retry", () => {
    const response = errorResponse(new AppError("unavailable", "Later.", 7), "id-2");
    expect(response.headers.get("retry-after")).toBe("7");
  });

  it("by a rate limit names the limit, its size and its rest", () => {
    const { headers } = errorResponse(new TooOften("api", "points", 55), "id-2");
    expect(headers.get("ratelimit")).toBe('"api";r=0;t=55');
    expect(headers.get("ratelimit-policy")).toBe('"fixed window";"api";q=500;w=300');
    expect(headers.get("retry-after")).toBe("55");
    const vote = errorResponse(new TooOften("vote", "perAddress", 9), "id-2").headers;
    expect(vote.get("ratelimit-policy")).toBe('"fixed window";"vote";q=1500;w=3600');
  });

  it("also has its sentence in a header, safely encoded", () => {
    const sentence = "A paper is here: “Über\r\nSet-Cookie: x” 李";
    const { headers } = errorResponse(new AppError("conflict", sentence), "id-2");
    expect(headers.get("x-error-message")).toBe('A paper is here: "Uber Set-Cookie: x"');
    expect(headerSentence("a".repeat(900))).toHaveLength(500);
  });

  it("for lack of sign-in asks for a token", () => {
    const { headers } = errorResponse(new AppError("signed-out", "Sign in first."), "id-2");
    expect(headers.get("www-authenticate")).toBe("Bearer");
  });

  it("of the method names the allowed methods", async () => {
    const response = notAllowed(["GET", "PUT"]);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, PUT"]);
    expect(await response.json()).toEqual({ error: "This address answers GET, PUT alone." });
  });

  it("of the input names the field", async () => {
    const { error } = z.object({ n: z.number({ error: "Must be a number." }) }).safeParse({ n: "x" });
    const response = errorResponse(error, "id-3");
    expect(await response.json()).toEqual({
      error: "n: Must be a number.",
      fields: { n: "Must be a number." },
    });
  });

  it("has exactly the fields of the API's description", async () => {
    const { error } = z.object({ n: z.number() }).safeParse({});
    for (const reason of [error, new AppError("conflict", "One sentence.")]) {
      const body = await errorResponse(reason, "id-5").json();
      expect(errorJson.strict().parse(body)).toEqual(body);
    }
  });

  it("that was not expected is logged, and not shown", async () => {
    const log = vi.spyOn(getLog(), "error").mockReturnValue();
    const reason = new Error("connect ECONNREFUSED");
    const response = errorResponse(reason, "id-4");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("ECONNREFUSED");
    expect(log).toHaveBeenCalledExactlyOnceWith({ err: reason, requestId: "id-4" }, "request failed");
    log.mockRestore();
  });
});
