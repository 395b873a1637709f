import { expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { changeDigestSubscription } from "@/lib/digests/subscriptions/change";
import { createUsualSubscription } from "@/lib/digests/subscriptions/create";
import { scheduleSchema } from "@/lib/digests/subscriptions/schema";
import { stopDigestSubscription } from "@/lib/digests/subscriptions/stop";

withTestDb();

const now = new Date("2026-03-02T06:00:00Z");
const feed = "/topics/cs.CL";

it("a new subscription is due at seven in the reader's time zone; requesting it again keeps its settings, even after a stop", async () => {
  const viewer = await makePerson();
  await getDb().user.update({ where: { id: viewer.id }, data: { timeZone: "Asia/Tokyo" } });
  const { id, ...made } = await createUsualSubscription(viewer, { feed, cadence: "weekly" }, now);
  expect(made).toMatchObject({
    cadence: "weekly",
    hour: 7,
    timeZone: "Asia/Tokyo",
    budgets: [],
    before: false,
  });

  const chosen = { hour: 18, most: 5, weekday: 3, cadence: "weekly" as const, timeZone: "Europe/Berlin" };
  const budgets = [{ kind: "wild" as const, ref: "", papers: 1, per: "day" as const }];
  const { nextAt } = await changeDigestSubscription(
    viewer,
    id,
    { ...scheduleSchema.parse(chosen), feed, budgets },
    now,
  );
  expect(await createUsualSubscription(viewer, { feed, cadence: "daily" }, now)).toMatchObject({
    id,
    ...chosen,
    nextAt,
    budgets,
    before: true,
  });

  await stopDigestSubscription(viewer, id, now);
  expect(await createUsualSubscription(viewer, { feed }, now)).toMatchObject({
    id,
    ...chosen,
    nextAt,
    budgets,
  });
  await stopDigestSubscription(viewer, id, now);
  expect(await createUsualSubscription(viewer, { feed, cadence: "daily" }, now)).toMatchObject({
    cadence: "daily",
    hour: 18,
    budgets,
    before: false,
  });
});
