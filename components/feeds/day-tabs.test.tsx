import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { DayTabs, trendingTabs } from "@/components/feeds/day-tabs";

const latest = { day: "2026-03-05", previous: "2026-03-04", next: null, count: 3 };

it("shows the lists, the day, and links to the days before and after, if there are any", () => {
  const html = renderToStaticMarkup(
    <DayTabs label="Lists" tabs={trendingTabs} current="/for-you" latest={latest} today="2026-03-06" />,
  );
  expect(html).toContain('<a href="/for-you" aria-current="page">For you</a>');
  expect(html).toContain('<a href="/date/2026-03-04" aria-label="The day before"');
  expect(html).not.toContain("The day after");
  expect(html).toContain('value="2026-03-05"');
});
