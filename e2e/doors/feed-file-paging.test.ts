import { XMLParser, XMLValidator } from "fast-xml-parser";
import { parseFeed } from "feedsmith";
import { beforeAll, expect, it } from "vitest";
import { GET } from "@/app/feeds/[...address]/route";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";

withTestDb();

const hub = "http://localhost:3000";
const keys = Array.from({ length: 130 }, (_, i) => `2603.${String(i + 1).padStart(5, "0")}`);

beforeAll(async () => {
  for (const key of keys) await makePaper({ key });
});

/** How to read the address of the next page from each format. */
const nextOf: Record<string, (text: string) => string | undefined> = {
  json: (text) => JSON.parse(text).next_url,
  atom: (text) => linksOf(new XMLParser({ ignoreAttributes: false }).parse(text).feed.link),
  rss: (text) => linksOf(new XMLParser({ ignoreAttributes: false }).parse(text).rss.channel["atom:link"]),
};

function linksOf(links: object | object[]): string | undefined {
  const all = [links].flat() as Record<string, string>[];
  expect(all.filter((link) => link["@_rel"] === "self")).toHaveLength(1);
  return all.find((link) => link["@_rel"] === "next")?.["@_href"];
}

it.each(["atom", "rss", "json"])("a feed can be read to its end as %s", async (format) => {
  const seen: string[] = [];
  let address: string | undefined = `${hub}/feeds/topics/cs.CL.${format}?order=newest`;
  for (let pages = 1; address; pages++) {
    const response: Response = await GET(new Request(address));
    const text: string = await response.text();
    expect(parseFeed(text).format).toBe(format);
    if (format !== "json") expect(XMLValidator.validate(text)).toBe(true);
    // The file's self link is the address of this page, not of the first page.
    expect(text).toContain(format === "json" ? address : address.replaceAll("&", "&amp;"));
    const ids =
      format === "json" ? /"id": "[^"]*papers\/([^"]+)"/g : /<(?:id|guid[^>]*)>[^<]*papers\/([^<]+)</g;
    seen.push(...[...text.matchAll(ids)].map(([, key = ""]) => key));
    const next = nextOf[format]?.(text);
    expect(response.headers.get("link")).toBe(next ? `<${next}>; rel="next"` : null);
    if (!next) expect(pages).toBe(3);
    address = next;
  }
  expect(seen).toEqual([...keys].reverse());
});

it.each(["bib", "csv", "md", "ris", "csl.json"])(
  "an export names its next page in the Link header as %s",
  async (format) => {
    const first = await GET(new Request(`${hub}/feeds/new.${format}`));
    const [, next = ""] = /^<([^>]+)>; rel="next"$/.exec(first.headers.get("link") ?? "") ?? [];
    expect(next).toMatch(new RegExp(`^${hub}/feeds/new\\.${format}\\?after=`));
    const second = await GET(new Request(next));
    expect(second.headers.get("link")).toBeNull();
    expect(await second.text()).toContain("2603.00001");
  },
);

it("an invalid cursor gives the first page, and is not echoed", async () => {
  const text = await (await GET(new Request(`${hub}/feeds/new.atom?after="><x>`))).text();
  expect(XMLValidator.validate(text)).toBe(true);
  expect(text).toContain('<link rel="self" href="http://localhost:3000/feeds/new.atom"/>');
});

it("a file says when its papers last changed, and an empty feed when the hub was set up", async () => {
  const changed = new Date("2026-03-09T10:00:00Z");
  await getDb().paper.update({
    where: { key: keys[7] ?? "" },
    data: { updatedAt: changed, topics: ["math.CO"] },
  });
  const fetchFeed = async (path: string) => GET(new Request(`${hub}/feeds/${path}`));
  for (const format of ["atom", "bib"]) {
    const response = await fetchFeed(`topics/math.CO.${format}`);
    expect(response.headers.get("last-modified")).toBe(changed.toUTCString());
  }
  const [made] = await getDb().$queryRaw<
    { at: Date }[]
  >`SELECT min(started_at) AS at FROM _prisma_migrations`;
  const empty = await fetchFeed("topics/hep-th.atom");
  expect(empty.headers.get("last-modified")).toBe(made?.at.toUTCString());
  expect(new XMLParser().parse(await empty.text()).feed.updated).toBe(made?.at.toISOString());
  expect(made?.at.getUTCFullYear()).toBeGreaterThan(2000);
});
