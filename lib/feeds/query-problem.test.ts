import { expect, it } from "vitest";
import { queryProblem } from "@/lib/feeds/query-problem";

const problemOf = (address: string) => {
  const { pathname, searchParams } = new URL(address, "http://hub");
  const names = [...new Set(searchParams.keys())];
  return queryProblem(pathname, Object.fromEntries(names.map((name) => [name, searchParams.getAll(name)])));
};

it.each([
  ["/?window=bogus", "The parameter “window” must be day, week, month or all."],
  ["/?window=week&window=bogus", "The parameter “window” must be day, week, month or all."],
  ["/trending?at=2026-13-45", "The parameter “at” must be a day such as 2026-03-12, from 1900 to 2200."],
  ["/?at=0000-01-01", "The parameter “at” must be a day such as 2026-03-12, from 1900 to 2200."],
  ["/?at=9999-12-31", "The parameter “at” must be a day such as 2026-03-12, from 1900 to 2200."],
  ["/topics/cs.CL?order=best", "The parameter “order” must be trending, newest or top."],
  ["/organizations/a-lab?order=best", "The parameter “order” must be trending, newest or top."],
  ["/authors/ada?order=-1", "The parameter “order” must be trending, newest or top."],
  ["/map?window=day", "The parameter “window” must be week, month or all."],
  ["/search?q=a&year=9999", "The parameter “year” must be a year from 1900 to 2200."],
  [
    "/search?q=a&from=2026-02-30",
    "The parameter “from” must be a day such as 2026-03-12, from 1900 to 2200.",
  ],
  ["/search?q=a&until=-1", "The parameter “until” must be a day such as 2026-03-12, from 1900 to 2200."],
  ["/search?q=a&upvotes=1e9", "The parameter “upvotes” must be a whole number from 1 to 1,000,000."],
  ["/search?q=a&sort=best", "The parameter “sort” must be relevance, newest, top or trending."],
  ["/search?q=a&topic=<>", "The parameter “topic” must be one of arXiv's categories, such as cs.CL."],
  ["/search?q=a&code=yes", "The parameter “code” must be 1, or absent."],
])("%s cannot be understood", (address, sentence) => expect(problemOf(address)).toBe(sentence));

it.each([
  "/",
  "/?window=week&at=2026-03-12&after=zzz&utm_source=bogus",
  "/?window[]=bogus",
  "/search?q=a&topic=&year=&from=&until=&upvotes=&code=&sort=",
  "/search?q=a&year=2025&from=2026-03-01&upvotes=5&sort=top&code=1&topic=cs.CL",
  "/new?order=bogus",
  "/settings?window=bogus",
])("%s can be", (address) => expect(problemOf(address)).toBeNull());
