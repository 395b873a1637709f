import { beforeEach, expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { firstDigests, nextPublicDigests } from "@/lib/digests/next-digests";
import { findPreview } from "@/lib/digests/preview";
import { createDigestSubscription } from "@/lib/digests/subscriptions/create";
import { scheduleSchema } from "@/lib/digests/subscriptions/schema";

withTestDb();

const thursday = new Date("2026-03-12T12:00:00Z");
const iso = (date: Date | null | undefined) => date?.toISOString();

beforeEach(() => void Object.assign(getConfig(), { HUB_TIME_ZONE: "Europe/Berlin" }));

it("gives the times of the first mail and of the next public digest in the hub's time zone", () => {
  const first = firstDigests(thursday);
  const open = nextPublicDigests(thursday);
  expect([iso(first.daily), iso(first.weekly)]).toEqual([
    "2026-03-13T06:00:00.000Z",
    "2026-03-16T06:00:00.000Z",
  ]);
  expect([iso(open.daily), iso(open.weekly)]).toEqual([
    "2026-03-13T05:00:00.000Z",
    "2026-03-16T05:00:00.000Z",
  ]);
});

it("gives the time of a member's own next mail", async () => {
  const viewer = await makePerson();
  const dueOf = async (who: typeof viewer, of: string) => (await findPreview(who, of, thursday))?.due;
  expect(await dueOf(viewer, "")).toEqual({ of: "viewer", next: null });
  const wanted = scheduleSchema.parse({ cadence: "weekly", weekday: 5, timeZone: "Asia/Tokyo" });
  const { id } = await createDigestSubscription(viewer, { ...wanted, feed: "/new", budgets: [] }, thursday);
  const due = { nextAt: new Date("2026-03-12T22:00:00Z"), timeZone: "Asia/Tokyo" };
  for (const of of ["", String(id)]) expect(await dueOf(viewer, of)).toEqual({ of: "viewer", next: due });
  expect(await dueOf(await makePerson(), String(id))).toBeUndefined();
});
