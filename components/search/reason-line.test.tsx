import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ReasonLine } from "@/components/search/reason-line";

it.each([
  ["id", "The arXiv id you asked for"],
  ["doi", "The DOI you asked for"],
  ["title", "The title you asked for"],
  ["author", "By the author you asked for"],
] as const)("says that the query was this paper's %s", (what, words) => {
  expect(renderToStaticMarkup(<ReasonLine reason={{ kind: "exact", what }} />)).toContain(`>${words}<`);
});

it("mentions similarity, and nothing where the marked words explain the result", () => {
  expect(renderToStaticMarkup(<ReasonLine reason={{ kind: "meaning" }} />)).toContain("Close in meaning");
  expect(renderToStaticMarkup(<ReasonLine reason={{ kind: "words" }} />)).toBe("");
});
