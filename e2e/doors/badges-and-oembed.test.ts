import { XMLParser, XMLValidator } from "fast-xml-parser";
import { beforeAll, describe, expect, it } from "vitest";
import { GET as badge } from "@/app/badges/[...id]/route";
import { GET as oembed } from "@/app/oembed/route";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";

withTestDb();

const hub = "http://localhost:3000";

beforeAll(async () => {
  await makePaper({
    key: "math/0501999",
    title: `"A" <script>alert(1)</script> & $x^2$`,
    authors: ["Ada <b>", "B", "C", "D"],
    upvotes: 1234,
    heat: 9000,
  });
  await makePaper({ key: "2603.00102", upvotes: 1, heat: 8000 });
  await makePaper({ key: "2603.00103", status: "hidden", heat: 9500 });
  for (let i = 0; i < 9; i++) await makePaper({ heat: 8500 - i });
});

const draw = (id: string, headers = {}) => badge(new Request(`${hub}/badges/${id}`, { headers }));

async function titleOf(response: Response): Promise<string> {
  const svg = await response.text();
  expect(XMLValidator.validate(svg)).toBe(true);
  expect(svg).toMatch(/role="img" aria-label="Quire: [^"]+"/);
  return /<title>([^<]*)<\/title>/.exec(svg)?.[1] ?? "";
}

describe("a badge", () => {
  it.each(["math/0501999", "math%2F0501999", "math.GT/0501999v2", "arXiv:math/0501999"])(
    "of %s shows the upvotes and the rank of the day",
    async (id) => {
      const response = await draw(id);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe("image/svg+xml; charset=utf-8");
      expect(response.headers.get("cache-control")).toBe("public, max-age=300");
      expect(await titleOf(response)).toBe("Quire: 1.2k upvotes · 1st of its day");
    },
  );

  it("shows no low rank", async () => {
    expect(await titleOf(await draw("2603.00102"))).toBe("Quire: 1 upvote");
  });

  it("answers 304 to a client that has it", async () => {
    const etag = (await draw("2603.00102")).headers.get("etag") ?? "";
    const again = await draw("2603.00102", { "If-None-Match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it.each(["2603.00103", "2603.99999", "nonsense", "%3Csvg"])("of %s is not found", async (id) => {
    const response = await draw(id);
    expect(response.status).toBe(404);
    expect(await titleOf(response)).toBe("Quire: not found");
  });
});

const embed = (query: Record<string, string>) =>
  oembed(new Request(`${hub}/oembed?${new URLSearchParams(query)}`));
const url = `${hub}/papers/math/0501999`;

describe("oEmbed", () => {
  it("is a blockquote in which the paper's texts are escaped", async () => {
    const response = await embed({ url: `${url}?utm=x#comments` });
    expect(response.headers.get("content-type")).toBe("application/json");
    const embedded = await response.json();
    expect(embedded).toMatchObject({
      version: "1.0",
      type: "rich",
      width: 560,
      height: 180,
      provider_name: "Quire",
      provider_url: hub,
      author_name: "Ada <b>, B, C and 1 more",
      thumbnail_url: `${hub}/og/math/0501999`,
    });
    expect(embedded.html).toContain(`<a href="${url}">&#34;A&#34; &#60;script&#62;alert(1)`);
    expect(
      embedded.html.replace(/<\/?(blockquote cite="[^"<]+"|a href="[^"<]+"|blockquote|a|p)>/g, ""),
    ).not.toContain("<");
  });

  it("is XML on request, with the same content", async () => {
    const response = await embed({ url, format: "xml" });
    expect(response.headers.get("content-type")).toBe("text/xml; charset=utf-8");
    const xml = await response.text();
    expect(XMLValidator.validate(xml)).toBe(true);
    const { html, width } = new XMLParser({ processEntities: true }).parse(xml).oembed;
    expect(html).toBe((await (await embed({ url })).json()).html);
    expect(width).toBe(560);
  });

  it("fits into the given maximum size", async () => {
    const narrow = await (await embed({ url, maxwidth: "300", maxheight: "150" })).json();
    expect(narrow).toMatchObject({ type: "rich", width: 300, height: 150 });
    expect(narrow).not.toHaveProperty("thumbnail_url");
    const tiny = await (await embed({ url, maxwidth: "100" })).json();
    expect(tiny).toMatchObject({ type: "link", title: expect.stringContaining("A") });
    expect(tiny).not.toHaveProperty("html");
  });

  it.each([
    [{}, 400],
    [{ url: "" }, 400],
    [{ url, maxwidth: "wide" }, 400],
    [{ url, maxwidth: "0" }, 400],
    [{ url, format: "yaml" }, 400],
    [{ url: "nonsense" }, 404],
    [{ url: "https://evil.example/papers/math/0501999" }, 404],
    [{ url: `${hub}/new` }, 404],
    [{ url: `${hub}/papers/%E0%A4%A` }, 404],
    [{ url: `${hub}/papers/2603.00103` }, 404],
  ])("answers %o with %i", async (query, status) => {
    const response = await embed(query as Record<string, string>);
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty("error");
  });
});
