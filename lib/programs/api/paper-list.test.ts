import { beforeAll, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { findFeedAt } from "@/lib/feeds/addresses";
import { feedOf, papersQuery } from "@/lib/programs/api/paper-list";

withTestDb();

const now = new Date("2026-03-12T12:00:00Z");

beforeAll(async () => {
  await makePaper({
    authors: ["Ada Lovelace"],
    authorSlugs: ["ada-lovelace"],
    organization: "A Lab",
    organizationSlug: "a-lab",
  });
  await makePerson({ username: "carol" });
});

it.each([
  ["/", {}],
  ["/?window=week", { window: "week" }],
  ["/?at=2026-03-02", { at: "2026-03-02" }],
  ["/?at=2026-03-02&window=day", { at: "2026-03-02", window: "day" }],
  ["/new", { order: "newest" }],
  ["/date/2026-03-10", { day: "2026-03-10" }],
  ["/week/2026-W11", { week: "2026-W11" }],
  ["/month/2026-03", { month: "2026-03" }],
  ["/topics/cs.CL", { topic: "cs.CL" }],
  ["/topics/cs.CL?order=top&window=month", { topic: "cs.CL", order: "top", window: "month" }],
  ["/authors/ada-lovelace", { author: "ada-lovelace" }],
  ["/organizations/a-lab", { organization: "a-lab" }],
  ["/people/carol", { person: "Carol" }],
])("the page %s and the API's %j are one feed, in one default order", async (address, query) => {
  const page = await findFeedAt(address, null, now);
  expect(await feedOf(papersQuery.parse(query), now)).toEqual(page?.feed);
});
