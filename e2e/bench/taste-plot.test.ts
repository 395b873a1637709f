import { expect, it } from "vitest";
import { plotBars } from "@/e2e/bench/taste-plot";

it("draws a bar for each figure, in proportion to it, and marks the hub's own", () => {
  const svg = plotBars([
    {
      title: "Libraries & such",
      bars: [
        { name: "popularity", value: 0.1 },
        { name: "Quire", value: 0.2, own: true },
      ],
    },
    { title: "Weeks", bars: [{ name: "a < b", value: 0.05 }] },
  ]);
  const widths = [...svg.matchAll(/width="(\d+)" height="22"/g)].map(([, width]) => Number(width));
  expect(widths).toEqual([200, 400, 100]);
  expect(svg.match(/class="own"/g)).toHaveLength(1);
  expect(svg).toContain("Libraries &amp; such");
  expect(svg).toContain("a &lt; b");
  expect(svg).toContain("prefers-color-scheme: dark");
});
