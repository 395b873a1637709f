import { expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { plus } from "@/lib/base/time";
import { readAlreadySeen } from "@/lib/digests/already-seen";
import { noteOpened } from "@/lib/feeds/for-you/impressions";
import { giveSignal } from "@/lib/feeds/taste/feedback";
import { importLibrary } from "@/lib/feeds/taste/library";
import { savePaper } from "@/lib/papers/saves";
import { takeBackUpvote, upvotePaper } from "@/lib/papers/upvotes";

withTestDb();

const now = new Date("2026-03-03T08:00:00Z");
const hour = (hours: number) => plus(now, { hours });

it("a digest leaves out what its member upvoted, saved, opened, imported or turned down, and nobody else's", async () => {
  const viewer = await makePerson();
  const other = await makePerson();
  const acts = [
    (key: string) => upvotePaper(viewer, key, now),
    (key: string) => savePaper(viewer, key, now),
    (_: string, id: number) => noteOpened(viewer, id, now),
    (key: string) => importLibrary(viewer, [key], now),
    (key: string) => giveSignal(viewer, key, { kind: "less" }, now),
  ];
  const ids: number[] = [];
  for (const act of acts) {
    const { id, key } = await makePaper();
    await act(key, id);
    ids.push(id);
  }
  const free = await makePaper();
  await upvotePaper(other, free.key, now);
  await upvotePaper(viewer, free.key, now);
  await takeBackUpvote(viewer, free.key, hour(1));
  const seenBy = async (member: { id: number } | null) =>
    (await readAlreadySeen({ subscriptionId: 0, viewer: member }, hour(2))).papers;
  expect(await seenBy(viewer)).toEqual(new Set(ids));
  expect(await seenBy(null)).toEqual(new Set());
});
