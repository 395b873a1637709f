import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { AskedVersion } from "@/components/papers/asked-version";

const versions = [1, 2].map((version) => ({ version, at: new Date("2026-03-01T12:00:00Z") }));
const words = (asked: number, known = versions) => {
  const paper = { key: "0704.0001", version: 2, versions: known };
  return renderToStaticMarkup(<AskedVersion paper={paper} asked={asked} />);
};

it("tells which version was asked for, which one the page shows, and where the other is", () => {
  expect(words(2)).toContain("Version 2, which you asked for, is the latest one known here.");
  expect(words(2)).not.toContain("href");
  for (const asked of [1, 9]) {
    expect(words(asked)).toContain(
      `You asked for version ${asked}. This page shows version 2, the latest one known here;`,
    );
    expect(words(asked)).toContain(`href="https://arxiv.org/abs/0704.0001v${asked}"`);
  }
  expect(words(3, [])).toContain("You asked for version 3. This page shows the text known here;");
});
