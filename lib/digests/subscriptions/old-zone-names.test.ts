import { expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { changeDigestSubscription } from "@/lib/digests/subscriptions/change";
import { createDigestSubscription } from "@/lib/digests/subscriptions/create";
import { getDigestSubscription } from "@/lib/digests/subscriptions/own-subscriptions";
import { scheduleSchema } from "@/lib/digests/subscriptions/schema";
import { getSubscription } from "@/lib/digests/subscriptions/subscription";
import { getProfile } from "@/lib/people/people";

withTestDb();

const now = new Date("2026-03-02T06:00:00Z");

it("a time zone stored under its old name goes on working, and shows as today's", async () => {
  const viewer = await makePerson();
  const wanted = { ...scheduleSchema.parse({ timeZone: "Europe/Kyiv", hour: 9 }), feed: "/new", budgets: [] };
  const { id } = await createDigestSubscription(viewer, wanted, now);
  await getDb().user.update({ where: { id: viewer.id }, data: { timeZone: "Asia/Calcutta" } });
  const { token } = await getDb().subscription.update({ where: { id }, data: { timeZone: "Europe/Kiev" } });

  expect(await getProfile(viewer)).toMatchObject({ timeZone: "Asia/Kolkata" });
  expect(await getDigestSubscription(viewer, id, now)).toMatchObject({ timeZone: "Europe/Kyiv" });
  expect(await getSubscription(token)).toMatchObject({ timeZone: "Europe/Kyiv" });
  const changed = await changeDigestSubscription(viewer, id, { ...wanted, timeZone: "Europe/Kiev" }, now);
  expect(changed.nextAt).toEqual(new Date("2026-03-02T07:00:00Z"));
});
