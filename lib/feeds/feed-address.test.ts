import { expect, it } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
import { getOpenFeed } from "@/lib/feeds/feed-address";

withTestDb();

const words = { feed: "list", examples: "/new" };
const open = (text: string) =>
  getOpenFeed(text, { viewer: null, now: new Date("2026-03-12T12:00:00Z"), words });

it.each(["/authors/%00", "/people/a\0b", "/search?q=%00", "//x", "new", "/settings"])(
  "%j is no list's address",
  async (text) => {
    await expect(open(text)).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringMatching(/^Give the address of a list/),
    });
  },
);

it("a search is named on one line", async () => {
  expect((await open("/search?q=a%0d%0aBcc:%20b")).title).toBe("Search: a Bcc: b");
});

it("a past day is none that papers come to", async () => {
  await expect(open("/date/2026-03-01")).rejects.toMatchObject({
    message: expect.stringContaining("this one has ended"),
  });
});
