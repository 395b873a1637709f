import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Bookmarklet, bookmarkletCode } from "@/components/submit/bookmarklet";

it("opens the submission page with the current page's address", () => {
  const script = bookmarkletCode("https://hub.example/").replace("javascript:", "");
  const location = { href: "https://arxiv.org/abs/2601.05230?a=1&b='2" };
  new Function("location", script)(location);
  const opened = new URL(location.href);
  expect(opened.origin + opened.pathname).toBe("https://hub.example/submit");
  expect(opened.searchParams.get("url")).toBe("https://arxiv.org/abs/2601.05230?a=1&b='2");
});

it("stays within its quotes, whatever the hub's address contains", () => {
  expect(bookmarkletCode("https://hub.example/it's/")).toContain("'https://hub.example/it%27s/submit?url='");
});

it("can be copied", () => {
  const html = renderToStaticMarkup(<Bookmarklet hubUrl="https://hub.example" />);
  expect(html).toContain('data-copy="#bookmarklet"');
  expect(html).toContain('<pre id="bookmarklet"');
});
