import { beforeAll, describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { findFeed, findFeedAt, getOpenFeed } from "@/lib/feeds/addresses";
import { listFeed } from "@/lib/feeds/list-feed";

withTestDb();

const context = { viewer: null, now: new Date("2026-03-12T12:00:00Z") };
const find = (address: string) => findFeedAt(address, null, context.now);

beforeAll(async () => {
  await makePaper({
    authors: ["李 明"],
    authorSlugs: ["李-明"],
    organization: "上海 AI",
    organizationSlug: "上海-ai",
  });
  await makePerson({ username: "ada" });
});

describe("the feed of an address", () => {
  it.each([
    ["/", "Trending papers"],
    ["/?window=week", "Trending papers of this week"],
    ["/?at=2026-03-02", "Trending papers, as of 2 Mar 2026"],
    ["/?at=2026-03-02&window=day", "Trending papers of today, as of 2 Mar 2026"],
    ["/new", "New papers"],
    ["/month/2026-03", "Papers of March 2026"],
    ["/topics/cs.CL", "Computation and Language (cs.CL)"],
    ["/topics/cs.CL?order=newest", "Computation and Language (cs.CL), the newest first"],
    ["/topics/cs.CL?order=top&window=month", "Computation and Language (cs.CL), most upvoted of this month"],
    ["/authors/%E6%9D%8E-%E6%98%8E", "Papers by 李 明"],
    ["/authors/%E6%9D%8E-%E6%98%8E?order=top", "Papers by 李 明"],
    ["/organizations/%E4%B8%8A%E6%B5%B7-ai", "Papers of 上海 AI"],
    ["/organizations/%E4%B8%8A%E6%B5%B7-ai?order=top", "Papers of 上海 AI"],
    ["/people/ada", "Papers submitted by ada"],
    ["/search?q=graph+neural&topic=cs.LG&year=2025&sort=top", "Search: graph neural"],
  ])("%s has a title, and gives its address back", async (address, title) => {
    const named = await find(address);
    expect(named).toMatchObject({ title, address });
    expect(named?.description).toMatch(/\.$/);
  });

  it("has a title with days and weeks in words", async () => {
    expect((await find("/date/2026-03-10"))?.title).toMatch(/^Papers of Tuesday,? 10 March$/);
    expect((await find("/week/2026-W11"))?.title).toMatch(/^Papers of Week 11, 9\s?–\s?15 Mar 2026$/);
  });

  it.each([
    ["/?window=all&utm_source=x&after=abc", "/"],
    ["/new?order=top", "/new"],
    ["/topics/cs.CL?window=week", "/topics/cs.CL"],
    ["/topics/CS.CL?order=newest", "/topics/cs.CL?order=newest"],
    ["/topics/cmp-lg", "/topics/cs.CL"],
    ["/people/Ada", "/people/ada"],
    ["/search?q=%20graph%20&sort=relevance&page=9", "/search?q=graph"],
  ])("%s is the same as %s", async (address, canonical) => {
    expect((await find(address))?.address).toBe(canonical);
  });

  it.each([
    "/date/2026-02-30",
    "/week/2026-W60",
    "/month/2026",
    "/topics/cs.NO",
    "/authors/nobody",
    "/organizations/nowhere",
    "/organizations/%ff",
    "/authors/%ff",
    "/people/nobody",
    "/search",
    "/settings",
    "/papers/2601.05230",
    "",
  ])("%s names none", async (address) => {
    expect(await findFeed(address.split("?")[0] ?? "", {}, context)).toBeNull();
  });

  it("may have a query; of two values the first counts", async () => {
    expect(await findFeed("/", { window: "week", other: ["a", "b"] }, context)).toMatchObject({
      feed: { kind: "papers", order: "trending", from: "2026-03-06" },
      address: "/?window=week",
    });
  });

  it("finds papers", async () => {
    const named = await find("/authors/%E6%9D%8E-%E6%98%8E");
    const page = named && (await listFeed(named.feed, { viewer: null }));
    expect(page?.items.map(({ authors }) => authors[0])).toEqual(["李 明"]);
  });
});

describe("an address of a feed with news", () => {
  const words = { feed: "list", examples: "/new" };
  const open = (text: string) => getOpenFeed(text, { ...context, words });

  it.each(["/authors/%00", "/people/a\0b", "/search?q=%00", "//x", "new", "/settings"])(
    "%j is no list's address",
    async (text) => {
      await expect(open(text)).rejects.toMatchObject({
        code: "invalid",
        message: expect.stringMatching(/^Give the address of a list/),
      });
    },
  );

  it.each([
    "/search?q=a\n%00",
    "/search?q=%0\n0",
    "/\t/[",
    "/\t/x",
    "/\n\\evil",
    "/search?q=%00\u2028",
    "/authors/\ud800%00",
  ])("%j is none either, though its parts are far apart", async (text) =>
    expect(open(text)).rejects.toMatchObject({ code: "invalid" }),
  );

  it("a parameter that cannot be understood is named", async () => {
    await expect(open("/?window=bogus")).rejects.toMatchObject({
      code: "invalid",
      message: "The parameter “window” must be day, week, month or all.",
    });
    // One that is stored already goes on without it.
    expect((await find("/?window=bogus"))?.address).toBe("/");
    expect(await find("//[")).toBeNull();
  });

  it("the title of a search is one line", async () => {
    expect((await open("/search?q=a%0d%0aBcc:%20b")).title).toBe("Search: a Bcc: b");
  });

  it.each(["/date/2026-03-01", "/week/2026-W10", "/month/2026-02", "/?at=2026-03-01"])(
    "%s has ended: no papers come to it",
    async (text) => {
      await expect(open(text)).rejects.toMatchObject({
        message: expect.stringContaining("this one has ended"),
      });
    },
  );
});
