import { expect, it } from "vitest";
import { splitAddresses } from "@/lib/papers/web-addresses";

const addressesOf = (text: string) => splitAddresses(text).flatMap(({ href }) => href ?? []);

it.each([
  ["Code: https://github.com/owner/name.", ["https://github.com/owner/name"]],
  ["(see https://x.org/a_(b)), and more", ["https://x.org/a_(b)"]],
  [
    "at github.com/foo/bar-baz; models at huggingface.co/foo/bar",
    ["https://github.com/foo/bar-baz", "https://huggingface.co/foo/bar"],
  ],
  [
    "“http://www.example.edu/~ada/” and HTTPS://Example.org/A",
    ["http://www.example.edu/~ada/", "HTTPS://Example.org/A"],
  ],
  ["12 pages, https://name.github.io/project-page/", ["https://name.github.io/project-page/"]],
  ["name.github.io/project", ["https://name.github.io/project"]],
])("%s has its addresses", (text, addresses) => expect(addressesOf(text)).toEqual(addresses));

it.each([
  "Node.js, cs.CL and e.g. math.AG",
  "javascript:alert(1) and data:text/html,x",
  "mailto:ada@example.org, ada@example.org",
  "ftp://example.org/file and //example.org/x",
  "github.com is a site",
  "https:// and http://",
  "",
])("%s has none", (text) => expect(addressesOf(text)).toEqual([]));

it("loses nothing of the text", () => {
  for (const text of ["a https://x.org/b, c", "https://x.org", "none", "two: https://x.org https://y.org/z."])
    expect(
      splitAddresses(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
});
