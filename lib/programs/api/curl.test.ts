import { describe, expect, it } from "vitest";
import { getOperation } from "@/e2e/support/call-operation";
import { readCurl } from "@/e2e/support/curl-command";
import type { FeedItem } from "@/lib/feeds/feed-item";
import { curlCommand, valuesOf } from "@/lib/programs/api/curl";
import type { Operation } from "@/lib/programs/api/operation";
import { operations } from "@/lib/programs/api/operations";

const read = (operation: Operation, values = {}) =>
  readCurl(curlCommand(operation, values), { TOKEN: "qr_secret" });

describe("an example", () => {
  it.each(operations.map((one) => [one.id, one] as const))(
    "of %s is what a shell understands",
    (_, operation) => {
      const { method, url, headers, body } = read(operation);
      expect(method).toBe(operation.method);
      // No "{follow}" that nothing stands for.
      expect(url).toMatch(/^http:\/\/localhost:3000\/api\/v1\/((?!%7B)[^{}])+$/);
      expect(headers.Authorization).toBe(operation.access === "everybody" ? undefined : "Bearer qr_secret");
      expect(body !== undefined).toBe(operation.body !== undefined);
    },
  );

  it.each(operations.map((one) => [one.id, one] as const))("of %s is what it takes", (_, operation) => {
    const { url, body } = read(operation);
    const query = Object.fromEntries(new URL(url).searchParams);
    expect(operation.query?.safeParse(query).error).toBeUndefined();
    if (operation.body) expect(operation.body.safeParse(JSON.parse(body ?? "")).error).toBeUndefined();
  });

  it("uses values that the hub has, with any characters", () => {
    const values = { paper: "math/0501999", name: "Seán O'Brien" };
    expect(read(getOperation("getPaper"), values).url).toMatch(/\/papers\/math\/0501999$/);
    const { body } = read(getOperation("claimPaper"), values);
    expect(JSON.parse(body ?? "")).toEqual({ paper: "math/0501999", author: "Seán O'Brien" });
    expect(read(getOperation("getAuthor"), { author: "李-明" }).url).toMatch(/%E6%9D%8E-%E6%98%8E$/);
  });

  it("uses the values that a paper has", () => {
    const paper = { key: "2603.00001", topics: [], authors: [], authorSlugs: [], submitter: null };
    expect(valuesOf(paper as unknown as FeedItem)).toEqual({ paper: "2603.00001" });
    expect(valuesOf(undefined)).toEqual({});
    const full = {
      ...paper,
      topics: ["cs.CL"],
      authors: ["A B"],
      authorSlugs: ["a-b"],
      submitter: "ada",
      organizationSlug: "a-lab",
    };
    expect(valuesOf(full as unknown as FeedItem)).toEqual({
      paper: "2603.00001",
      topic: "cs.CL",
      author: "a-b",
      name: "A B",
      organization: "a-lab",
      person: "ada",
    });
  });
});
