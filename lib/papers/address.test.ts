import { describe, expect, it } from "vitest";
import { doiSpellings, readAddress } from "@/lib/papers/address";

describe("an address", () => {
  it.each([
    "2601.05230",
    "2601.05230v2",
    "arXiv:2601.05230",
    "https://arxiv.org/abs/2601.05230?context=cs.CL",
    "https://arxiv.org/pdf/2601.05230v1.pdf",
    "arxiv.org/html/2601.05230v3#S2",
    "https://doi.org/10.48550/arXiv.2601.05230",
    "https://huggingface.co/papers/2601.05230",
  ])("reads %s as an arXiv paper", (text) => {
    expect(readAddress(text)).toEqual({ kind: "arxiv", id: "2601.05230" });
  });

  it.each([
    "10.1145/3292500.3330701",
    "doi:10.1145/3292500.3330701",
    "doi: 10.1145/3292500.3330701.",
    "https://doi.org/10.1145/3292500.3330701",
    "http://dx.doi.org/10.1145%2F3292500.3330701",
    "https://dl.acm.org/doi/abs/10.1145/3292500.3330701?download=true",
  ])("reads %s as a DOI", (text) => {
    expect(readAddress(text)).toEqual({ kind: "doi", doi: "10.1145/3292500.3330701" });
  });

  it.each([
    "",
    "attention",
    "https://example.org/",
    "https://arxiv.org/list/cs.CL/recent",
    "%",
    "9".repeat(600),
  ])("reads %j as no paper", (text) => {
    expect(readAddress(text)).toBeNull();
  });
});

it("spells a DOI as given, in lower and in upper case, each once", () => {
  expect(doiSpellings("10.5555/Ab")).toEqual(["10.5555/Ab", "10.5555/ab", "10.5555/AB"]);
  expect(doiSpellings("10.5555/1")).toEqual(["10.5555/1"]);
});
