import { parseFeed } from "feedsmith";
import { expect, it } from "vitest";
import { GET } from "@/app/feeds/[...address]/route";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { plainMix } from "@/lib/feeds/for-you/mix";
import { createMix, renewMix } from "@/lib/feeds/for-you/mixes";
import { forgetPool } from "@/lib/feeds/for-you/pool";

withTestDb();

const hub = "http://localhost:3000";

it.each(["atom", "rss", "json"])("a mix is read by its secret as %s, and is not cached", async (format) => {
  const viewer = await makePerson();
  const { slug, token } = await createMix(viewer, { name: "Evenings", weights: plainMix });
  const paper = await makePaper({ announcedAt: new Date() });
  forgetPool();
  const address = `${hub}/feeds/mine/${token}.${format}`;
  const response = await GET(new Request(address));
  const text = await response.text();
  expect(parseFeed(text).format).toBe(format);
  for (const part of [address, `${hub}/for-you/${slug}`, "For you: Evenings", paper.key])
    expect(text).toContain(part);
  expect(text).not.toContain(viewer.username);
  expect(response.headers.get("cache-control")).toBe("private, no-cache");
  expect(response.headers.get("x-robots-tag")).toBe("noindex");
  await renewMix(viewer, slug);
  expect((await GET(new Request(address))).status).toBe(404);
});

it("a mix has no feed without its secret", async () => {
  const viewer = await makePerson();
  const { slug } = await createMix(viewer, { name: "Evenings", weights: plainMix });
  for (const path of [
    `/feeds/for-you/${slug}.atom`,
    "/feeds/for-you.atom",
    "/feeds/mine/.atom",
    "/feeds/mine.atom",
  ])
    expect((await GET(new Request(hub + path))).status).toBe(404);
});
