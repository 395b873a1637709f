import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arxivDoi, arxivUrl, parseArxivId } from "./ids";

const accepted: [text: string, id: string, version: number | null][] = [
  ["2601.05230", "2601.05230", null],
  ["2601.05230v2", "2601.05230", 2],
  ["  2601.05230V12 ", "2601.05230", 12],
  ["0704.0001", "0704.0001", null],
  ["1412.9999v1", "1412.9999", 1],
  ["1501.00001", "1501.00001", null],
  ["arXiv:2601.05230", "2601.05230", null],
  ["arXiv : 2601.05230", "2601.05230", null],
  ["ARXIV: 2601.05230v3", "2601.05230", 3],
  ["arXiv:2601.05230v1 [cs.CL] 8 Jan 2026", "2601.05230", 1],
  ["arXiv:2601.05230 [cs.CL]", "2601.05230", null],
  ["math.GT/0309136", "math/0309136", null],
  ["math/0309136v1", "math/0309136", 1],
  ["hep-th/9901001v2", "hep-th/9901001", 2],
  ["cond-mat.str-el/0001001", "cond-mat/0001001", null],
  ["Hep-Th/9107001", "hep-th/9107001", null],
  ["cmp-lg/9404001", "cmp-lg/9404001", null],
  ["https://arxiv.org/abs/2601.05230", "2601.05230", null],
  ["http://www.arxiv.org/abs/2601.05230v1", "2601.05230", 1],
  ["https://export.arxiv.org/abs/hep-th/9901001", "hep-th/9901001", null],
  ["arxiv.org/pdf/2601.05230", "2601.05230", null],
  ["https://arxiv.org/pdf/2601.05230v4.pdf", "2601.05230", 4],
  ["https://arxiv.org/pdf/math/0309136.pdf", "math/0309136", null],
  ["https://arxiv.org/html/2601.05230v1/", "2601.05230", 1],
  ["https://arxiv.org/abs/2601.05230?context=cs.LG#content", "2601.05230", null],
  ["https://arxiv.org/abs/math%2F0309136", "math/0309136", null],
  ["https://www.alphaxiv.org/abs/2601.05230v2", "2601.05230", 2],
  ["https://huggingface.co/papers/2601.05230", "2601.05230", null],
  ["hf.co/papers/2601.05230", "2601.05230", null],
  ["arXiv:2601.05230v1[cs.CL] 8 Jan 2026", "2601.05230", 1],
  ["arXiv preprint arXiv:2601.05230 (2026)", "2601.05230", null],
  ["CoRR abs/2601.05230", "2601.05230", null],
  ["oai:arXiv.org:hep-th/9901001", "hep-th/9901001", null],
  ["http://xxx.lanl.gov/abs/hep-th/9901001", "hep-th/9901001", null],
  ["https://www.arxiv-vanity.com/papers/2601.05230/", "2601.05230", null],
  ["https://www.semanticscholar.org/arxiv/2601.05230", "2601.05230", null],
  ["https://ui.adsabs.harvard.edu/abs/arXiv:2601.05230/abstract", "2601.05230", null],
  ["https://ar5iv.labs.arxiv.org/html/2601.05230", "2601.05230", null],
  ["10.48550/arXiv.2601.05230", "2601.05230", null],
  ["doi:10.48550/arxiv.2601.05230", "2601.05230", null],
  ["https://doi.org/10.48550/arXiv.hep-th/9901001", "hep-th/9901001", null],
  ["http://dx.doi.org/10.48550/ARXIV.2601.05230", "2601.05230", null],
  ["(arXiv:2601.05230),", "2601.05230", null],
  ["<https://arxiv.org/abs/2601.05230>.", "2601.05230", null],
];

const refused = [
  "",
  "hello",
  "2601.0523",
  "2601.052300",
  "1412.00001",
  "1501.0001",
  "0703.0001",
  "2613.00001",
  "2600.00001",
  "9912.00001",
  "2601.00000",
  "2601.05230v0",
  "2601.05230vv1",
  "2601.05230 2601.05231",
  "unknown/9901001",
  "hep-th/9013001",
  "hep-th/9106001",
  "hep-th/0704001",
  "hep-th/990100",
  "https://example.org/abs/2601.05230",
  "https://notarxiv.org/abs/2601.05230",
  "https://huggingface.co/models/2601.05230",
  "https://arxiv.org/list/cs.CL/recent",
  "10.1000/arXiv.2601.05230",
  "x".repeat(100_000),
];

describe("parseArxivId", () => {
  it.each(accepted)("reads %s", (text, id, version) => {
    expect(parseArxivId(text)).toEqual({ id, version });
  });

  it.each(refused)("refuses %.60s", (text) => {
    expect(parseArxivId(text)).toBeNull();
  });

  it("parses every URL and DOI that it builds", () => {
    const month = fc.integer({ min: 1, max: 12 }).map((n) => String(n).padStart(2, "0"));
    const number = fc.integer({ min: 1, max: 99_999 }).map((n) => String(n).padStart(5, "0"));
    const year = fc.integer({ min: 15, max: 60 });
    fc.assert(
      fc.property(year, month, number, (yy, mm, nnnnn) => {
        const id = `${yy}${mm}.${nnnnn}`;
        for (const text of [arxivUrl(id), arxivUrl(id, "pdf"), arxivUrl(id, "html"), arxivDoi(id)]) {
          expect(parseArxivId(text)).toEqual({ id, version: null });
        }
      }),
    );
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string(), (text) => parseArxivId(text) === null || true));
  });
});
