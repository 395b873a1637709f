import { expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { findPreview } from "@/lib/digests/preview";
import { createUsualSubscription } from "@/lib/digests/subscriptions/create";
import { stopDigestSubscription } from "@/lib/digests/subscriptions/stop";

withTestDb();

const now = new Date("2026-03-02T06:00:00Z");

it("a preview shows the requested subscription, even a stopped one, and never another instead", async () => {
  const viewer = await makePerson();
  const other = await makePerson();
  const first = await createUsualSubscription(viewer, { feed: "/new" });
  const second = await createUsualSubscription(viewer, { feed: "/" });
  const feedOf = async (of: string | number, who: typeof viewer | null = viewer) =>
    (await findPreview(who, String(of), now))?.content.feed;
  expect([await feedOf(""), await feedOf(second.id), await feedOf("everyone")]).toEqual(["/new", "/", "/"]);
  await stopDigestSubscription(viewer, first.id, now);
  expect([await feedOf(""), await feedOf(first.id)]).toEqual(["/", "/new"]);
  for (const of of [first.id, 77_777, "nonsense"]) expect(await feedOf(of, other)).toBeUndefined();
  expect(await feedOf("", other)).toBe("/for-you");
  expect([await feedOf("", null), await feedOf(first.id, null)]).toEqual(["/", undefined]);
});

it("a preview without a subscription is for the current day in the hub's time zone", async () => {
  const { HUB_TIME_ZONE } = getConfig();
  Object.assign(getConfig(), { HUB_TIME_ZONE: "Asia/Tokyo" });
  const evening = new Date("2026-03-02T20:00:00Z");
  for (const viewer of [null, await makePerson()])
    expect((await findPreview(viewer, "", evening))?.content.period).toEqual({
      kind: "day",
      start: "2026-03-03",
    });
  Object.assign(getConfig(), { HUB_TIME_ZONE });
});
