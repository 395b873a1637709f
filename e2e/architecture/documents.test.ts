import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

const decisions = readdirSync(".github/decisions").map((file) => `.github/decisions/${file}`);
const documents = [
  "README.md",
  "lib/README.md",
  "e2e/bench/README.md",
  ".github/CONTRIBUTING.md",
  "app/about/running/guide.md",
  ...decisions,
];

it.each(documents)("%s links to and names files that exist", (document) => {
  const text = readFileSync(document, "utf8");
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = ""]) =>
    join(dirname(document), link),
  );
  const named = [...text.matchAll(/`?\b((?:app|components|e2e|lib|prisma|public)\/[\w./[\]-]+\.\w+)\b/g)].map(
    ([, path = ""]) => path,
  );
  expect([...links, ...named].filter((path) => !existsSync(path))).toEqual([]);
});

it("the documents name npm commands that exist", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  for (const document of documents) {
    const names = [...readFileSync(document, "utf8").matchAll(/npm run ([a-z-]+)/g)].map(
      ([, name = ""]) => name,
    );
    expect(
      names.filter((name) => !(name in scripts)),
      document,
    ).toEqual([]);
  }
});
