import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { FeedList } from "@/components/feeds/feed-list";

const nothing = {
  page: { items: [], next: null },
  today: "2026-03-12",
  signedIn: false,
  empty: "Nothing yet.",
};

it("an empty list can be subscribed to, unless it is private", () => {
  const html = renderToStaticMarkup(<FeedList {...nothing} address="/people/ada" />);
  expect(html).toContain("Nothing yet.");
  expect(html).toContain('type="application/atom+xml"');
  expect(html).toContain('href="/feeds/people/ada.atom"');
  expect(renderToStaticMarkup(<FeedList {...nothing} address="/saved" open={false} />)).not.toContain(
    "<link",
  );
});
