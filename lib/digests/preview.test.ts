import { expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { previewFor } from "@/lib/digests/preview";
import { getByMail } from "@/lib/digests/subscriptions/get-by-mail";
import { stopOwn } from "@/lib/digests/subscriptions/own-subscriptions";

withTestDb();

const now = new Date("2026-03-02T06:00:00Z");

it("a preview shows the list that was asked for, also one that was stopped, and no other in its place", async () => {
  const [viewer, other] = [await makePerson(), await makePerson()];
  const [first, second] = [await getByMail(viewer, { feed: "/new" }), await getByMail(viewer, { feed: "/" })];
  const feedOf = async (of: string | number, who: typeof viewer | null = viewer) =>
    (await previewFor(who, String(of), now))?.feed;
  expect([await feedOf(""), await feedOf(second.id), await feedOf("everyone")]).toEqual(["/new", "/", "/"]);
  await stopOwn(viewer, first.id, now);
  expect([await feedOf(""), await feedOf(first.id)]).toEqual(["/", "/new"]);
  for (const of of [first.id, 77_777, "nonsense"]) expect(await feedOf(of, other)).toBeUndefined();
  expect(await feedOf("", other)).toBe("/for-you");
  expect([await feedOf("", null), await feedOf(first.id, null)]).toEqual(["/", undefined]);
});
