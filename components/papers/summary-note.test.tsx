import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { SummaryNote } from "@/components/papers/summary-note";

it("names the author of a summary, and shows nothing without one", () => {
  const html = renderToStaticMarkup(<SummaryNote summary="It <works>." summaryModel="some-model" />);
  expect(html).toContain("It &lt;works&gt;.");
  expect(html).toContain("Summary written by some-model from the abstract; may be wrong.");
  expect(renderToStaticMarkup(<SummaryNote summary={null} summaryModel={null} />)).toBe("");
});
