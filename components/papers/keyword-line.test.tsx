import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { KeywordLine } from "@/components/papers/keyword-line";

const draw = (own: string[], found: string[]) =>
  renderToStaticMarkup(<KeywordLine own={own} found={found} />);

it("separates the paper's keywords from those a program found, each once and linked to a search", () => {
  const html = draw(["Diffusion"], ["diffusion", "C++ & co"]);
  expect(html).toContain('aria-label="Keywords"');
  expect(html).toContain('aria-label="Found in the text by a program"');
  expect(html).toContain('href="/search?q=C%2B%2B%20%26%20co"');
  expect(html.match(/<a /g)).toHaveLength(2);
});

it("labels found keywords when there are no others, and shows nothing without keywords", () => {
  expect(draw([], ["graph"])).toContain("Keywords, found by a program");
  expect(draw([], [])).toBe("");
});
