import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { KeywordLine } from "@/components/papers/keyword-line";

const draw = (own: string[], found: string[]) =>
  renderToStaticMarkup(<KeywordLine own={own} found={found} />);

it("tells keywords of the paper from those a program found, each once and each a search", () => {
  const html = draw(["Diffusion"], ["diffusion", "C++ & co"]);
  expect(html).toContain('aria-label="Keywords"');
  expect(html).toContain('aria-label="Found in the text by a program"');
  expect(html).toContain('href="/search?q=C%2B%2B%20%26%20co"');
  expect(html.match(/<a /g)).toHaveLength(2);
});

it("says by whom when there are none but found ones, and nothing when there are none", () => {
  expect(draw([], ["graph"])).toContain("Keywords, found by a program");
  expect(draw([], [])).toBe("");
});
