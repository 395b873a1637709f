import { expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { addComment } from "@/lib/community/comments/comments";
import { heatInVotes } from "@/lib/papers/heat";
import { listHeatParts } from "@/lib/papers/heat-parts";
import { takeBackUpvote, upvotePaper } from "@/lib/papers/upvotes";

withTestDb();

const announcedAt = new Date("2026-03-02T12:00:00Z");
const later = (hours: number) => plus(announcedAt, { hours });

it("breaks a paper's heat down into parts that add up to it", async () => {
  const { id, key } = await makePaper({ announcedAt });
  const other = await makePaper({ announcedAt });
  for (const hours of [0, 40, 80, 100, 119]) await upvotePaper(await makePerson(), key, later(hours));
  const fickle = await makePerson();
  await upvotePaper(fickle, key, later(119));
  await takeBackUpvote(fickle, key, later(119.5));
  const talker = await makePerson();
  for (const hours of [10, 20]) await addComment(talker, key, `So at ${hours}?`, { now: later(hours) });
  const now = later(120);
  const parts = await listHeatParts([id, other.id], now);
  expect(parts.get(id)).toMatchObject([
    { kind: "upvotes", halfLives: 0, count: 2 },
    { kind: "upvotes", halfLives: 1, count: 1 },
    { kind: "upvotes", halfLives: 2, count: 2 },
    { kind: "commenters", count: 1 },
    { kind: "start", count: 1 },
  ]);
  const sum = (parts.get(id) ?? []).reduce((total, { worth }) => total + worth, 0);
  const { heat } = await getDb().paper.findUniqueOrThrow({ where: { id } });
  expect(sum).toBeCloseTo(heatInVotes(heat, now), 6);
  expect(parts.get(other.id)).toMatchObject([
    { kind: "start", worth: expect.closeTo(0.5 * 2 ** (-120 / 36), 9) },
  ]);
});
