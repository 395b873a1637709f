import { describe, expect, it } from "vitest";
import { readAddress, readWholeAddress } from "@/lib/papers/address";

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
    "2601.05230\u200b",
    "\u2068arXiv:2601.05230v1\u2069",
    "２６０１．０５２３０",
    "ａｒＸｉｖ：２６０１．０５２３０ｖ２",
    "2601。05230",
    "arXiv 2601.05230",
    "https://scirate.com/arxiv/2601.05230",
    "https://doi.org/10.48550/arXiv.2601.05230\ufeff",
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
    "https://dl.acm.org/doi/10.1145/3292500.3330701#sec-2",
    "https://dl.acm.org/doi/pdf/10.1145/3292500.3330701.pdf",
    "https://dl.acm.org/action/showCitFormats?doi=10.1145%2F3292500.3330701&area=1",
    "https://www.tandfonline.com/doi/10.1145/3292500.3330701/abstract",
    "DOI 10.1145/3292500.3330701",
    "<https://doi.org/10.1145/3292500.3330701>",
    "(10.1145/3292500.3330701)",
    "１０.1145/3292500.3330701\u200b",
    "10.1145/3292500.3330701}",
  ])("reads %s as a DOI", (text) => {
    expect(readAddress(text)).toEqual({ kind: "doi", doi: "10.1145/3292500.3330701" });
  });

  const codes = [
    "10.1175/1520-0469(1996)053<0946:ASTFHH>2.0.CO;2",
    "10.1002/(SICI)1096-9861(19960129)365:1<113::AID-CNE9>3.0.CO;2-6",
    "10.1002/(SICI)1521-3773(19980420)37:7<954::AID-ANIE954>3.0.CO;2-#",
    "10.1016/S0370-2693(96)00087-9",
  ];
  it.each(codes)("reads the serial item code %s whole, in each form", (doi) => {
    const encoded = encodeURIComponent(doi).replaceAll("%2F", "/");
    const forms = [
      doi,
      `doi:${doi}`,
      `${doi},`,
      `https://doi.org/${doi}`,
      `https://doi.org/${encoded}`,
      `https://onlinelibrary.wiley.com/doi/${encoded}`,
      `https://onlinelibrary.wiley.com/doi/abs/${encoded}?casa_token=1`,
    ];
    for (const text of forms) expect(readWholeAddress(text), text).toEqual({ kind: "doi", doi });
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

it("takes a text of more words than an address for a query", () => {
  expect(readWholeAddress("doi: 10.1145/3292500.3330701")).not.toBeNull();
  expect(readWholeAddress("what cites 10.1145/3292500.3330701")).toBeNull();
});
