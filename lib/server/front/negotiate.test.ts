import { expect, it } from "vitest";
import { innerAddress } from "@/lib/server/front/negotiate";

const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

it("rewrites the addresses of a paper's files", () => {
  expect(innerAddress("/papers/2601.05230.bib", browser)).toBe("/files/2601.05230.bib");
  expect(innerAddress("/papers/cs/0112017.csl.json", undefined)).toBe("/files/cs/0112017.csl.json");
  expect(innerAddress("/papers/2601.05230", browser)).toBeNull();
  expect(innerAddress("/papers/2601.05230", "*/*")).toBeNull();
});

it("rewrites a badge's address, whatever is accepted", () => {
  expect(innerAddress("/papers/2601.05230/badge.svg?x=1", "image/svg+xml")).toBe("/badges/2601.05230");
  expect(innerAddress("/papers/math/0501999/badge.svg", browser)).toBe("/badges/math/0501999");
  expect(innerAddress("/papers/badge.svg", browser)).toBeNull();
});

it("gives programs the format they ask for", () => {
  expect(innerAddress("/papers/2601.05230", "application/x-bibtex")).toBe("/files/2601.05230.bib");
  expect(innerAddress("/papers/2601.05230", "text/markdown, */*;q=0.1")).toBe("/files/2601.05230.md");
  expect(innerAddress("/", "application/atom+xml")).toBe("/feeds/trending.atom");
  expect(innerAddress("/topics/cs.CL?order=top", "text/csv")).toBe("/feeds/topics/cs.CL.csv?order=top");
  expect(innerAddress("/search?q=a", "application/feed+json")).toBe("/feeds/search.json?q=a");
});

it("gives the page if HTML is accepted, or if nothing known is asked for", () => {
  expect(innerAddress("/new", "text/csv;q=0")).toBeNull();
  expect(innerAddress("/new", "image/png, text/csv;q=0.5")).toBeNull();
  expect(innerAddress("/new", "text/csv;q=0.5, text/html")).toBeNull();
  expect(innerAddress("/about", "text/csv")).toBeNull();
  expect(innerAddress("/new", "")).toBeNull();
  expect(innerAddress("/new", "text/csv, text/html;q=0")).toBe("/feeds/new.csv");
  expect(innerAddress("/new", "Text/CSV;q=0.9, text/markdown;q=0.2")).toBe("/feeds/new.csv");
});
