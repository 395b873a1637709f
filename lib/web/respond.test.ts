import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { AppError, type ErrorCode, errorStatus } from "@/lib/errors";
import { getLog } from "@/lib/log";
import { errorResponse, jsonResponse } from "@/lib/web/respond";

describe("an answer", () => {
  it("is JSON that nobody else keeps, under the request's id", async () => {
    const response = jsonResponse({ a: 1 }, "id-1");
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("x-request-id")).toBe("id-1");
    expect(await response.json()).toEqual({ a: 1 });
  });

  it("of nothing is 204, and of null is null", async () => {
    expect(jsonResponse(undefined, "id-1").status).toBe(204);
    expect(await jsonResponse(null, "id-1").json()).toBeNull();
  });
});

describe("a failure", () => {
  it.each(Object.keys(errorStatus) as ErrorCode[])("%s has its own status and sentence", async (code) => {
    const response = errorResponse(new AppError(code, "One sentence."), "id-2");
    expect(response.status).toBe(errorStatus[code]);
    expect(await response.json()).toEqual({ error: "One sentence." });
    expect(response.headers.get("retry-after")).toBeNull();
  });

  it("says when to come back", () => {
    const response = errorResponse(new AppError("unavailable", "Later.", 7), "id-2");
    expect(response.headers.get("retry-after")).toBe("7");
  });

  it("of what was sent names the field", async () => {
    const { error } = z.object({ n: z.number({ error: "Must be a number." }) }).safeParse({ n: "x" });
    const response = errorResponse(error, "id-3");
    expect(await response.json()).toEqual({
      error: "n: Must be a number.",
      fields: { n: "Must be a number." },
    });
  });

  it("that nobody expected is logged, and not shown", async () => {
    const log = vi.spyOn(getLog(), "error").mockReturnValue();
    const reason = new Error("connect ECONNREFUSED");
    const response = errorResponse(reason, "id-4");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("ECONNREFUSED");
    expect(log).toHaveBeenCalledExactlyOnceWith({ err: reason, requestId: "id-4" }, "request failed");
    log.mockRestore();
  });
});
