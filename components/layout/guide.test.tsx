import { readFileSync } from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Guide } from "@/components/layout/guide";
import { parseConfig } from "@/lib/base/config";

const markdown = readFileSync("app/about/running/guide.md", "utf8");

it("draws headings with anchors, tables and code, and no HTML of its own", () => {
  const html = renderToStaticMarkup(<Guide markdown={`${markdown}\n\n<b onclick="x()">bold</b>`} />);
  expect(html).toContain('<h2 id="open-the-hub-to-others">');
  expect(html).toContain("<table>");
  expect(html).not.toContain("<b onclick");
});

it("names no setting that does not exist", () => {
  const known = new Set(readFileSync(".env.example", "utf8").match(/[A-Z][A-Z_]{2,}/g));
  for (const name of Object.keys(parseConfig({}))) known.add(name);
  const named = [...markdown.matchAll(/`([A-Z]+_[A-Z_]+)\b/g)].map(([, name]) => name);
  expect(named.filter((name) => name && !known.has(name))).toEqual([]);
});

it("names no command that does not exist", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  const named = [...markdown.matchAll(/npm run ([a-z]+)/g)].map(([, name]) => name ?? "");
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
