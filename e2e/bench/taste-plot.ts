type Bar = { name: string; value: number; own?: boolean };
export type Panel = { title: string; bars: Bar[] };

const size = { width: 760, bar: 22, gap: 8, left: 290, right: 70, head: 44 };

/** Draws panels of bars below each other, as an SVG for light and dark pages. Values are from 0 to 1. */
export function plotBars(panels: Panel[]): string {
  const most = Math.max(...panels.flatMap(({ bars }) => bars.map(({ value }) => value)));
  const heights = panels.map(({ bars }) => size.head + bars.length * (size.bar + size.gap) + 16);
  const height = heights.reduce((sum, one) => sum + one, 0);
  const parts = panels.map((panel, i) => {
    const top = heights.slice(0, i).reduce((sum, one) => sum + one, 0);
    return `<g transform="translate(0 ${top})">${drawPanel(panel, most)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${height}" width="${size.width}" height="${height}" role="img" aria-label="How well pages rank">
<style>text{font:14px system-ui,sans-serif;fill:#333}.title{font-weight:600}.bar{fill:#b9b4a9}.own{fill:#8c2f1b}
@media (prefers-color-scheme: dark){text{fill:#ddd}.bar{fill:#5d5a54}.own{fill:#e07a5f}}</style>
${parts.join("\n")}
</svg>
`;
}

function drawPanel({ title, bars }: Panel, most: number): string {
  const rows = bars.map(({ name, value, own }, i) => {
    const y = size.head + i * (size.bar + size.gap);
    const width = Math.round(((size.width - size.left - size.right) * value) / most);
    const base = y + size.bar * 0.72;
    return `<text x="${size.left - 10}" y="${base}" text-anchor="end">${escaped(name)}</text><rect class="${own ? "own" : "bar"}" x="${size.left}" y="${y}" width="${width}" height="${size.bar}" rx="2"/><text x="${size.left + width + 8}" y="${base}">${value.toFixed(3)}</text>`;
  });
  return `<text class="title" x="16" y="26">${escaped(title)}</text>${rows.join("")}`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
