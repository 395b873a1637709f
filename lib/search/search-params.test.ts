import { describe, expect, it } from "vitest";
import { searchParamsSchema, searchQueryString, toSearchRequest } from "@/lib/search/search-params";

const read = (text: string) => searchParamsSchema.parse(Object.fromEntries(new URLSearchParams(text)));

describe("a search's address", () => {
  it.each([
    ["CS.CL", "cs.CL"],
    ["cmp-lg", "cs.CL"],
    ["alg-geom", "math.AG"],
    ["astro-ph", "astro-ph"],
    ["no.such", "no.such"],
  ])("reads the topic %s as %s", (topic, today) => {
    const params = read(`topic=${topic}`);
    expect(params.topic).toBe(today);
    expect(toSearchRequest({ ...params, topic }).topic).toBe(today);
  });

  it("contains the search", () => {
    const asked = read("q=agents&topic=cs.CL&from=2026-03-01&code=1&upvotes=5&sort=newest");
    expect(toSearchRequest(asked)).toEqual({
      q: "agents",
      sort: "newest",
      topic: "cs.CL",
      from: "2026-03-01",
      hasCode: true,
      upvotes: 5,
    });
    expect(toSearchRequest(read("year=2025"))).toMatchObject({ from: "2025-01-01", until: "2025-12-31" });
  });

  it("ignores invalid parts", () => {
    const wrong = "q=a&topic=%3C%3E&year=1&from=2026-02-30&until=soon&code=yes&upvotes=-1&sort=best";
    expect(toSearchRequest(read(wrong))).toEqual({ q: "a", sort: "relevance" });
  });

  it("has one canonical spelling", () => {
    expect(searchQueryString(read("sort=relevance&after=x&topic=cs.CL&q=+agents++"))).toBe(
      "q=agents&topic=cs.CL",
    );
    expect(searchQueryString(read("sort=top&q=a%26b"))).toBe("q=a%26b&sort=top");
    expect(searchQueryString(read("q=+"))).toBe("");
  });
});
