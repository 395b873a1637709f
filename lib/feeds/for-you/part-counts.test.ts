import { expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { countParts, findPartCounts, minImpressions, minReaders } from "@/lib/feeds/for-you/part-counts";
import { takeBackUpvote, upvotePaper } from "@/lib/papers/upvotes";

withTestDb();

const now = new Date("2026-03-10T04:05:00Z");
const ago = (days: number) => minus(now, { days });

it("counts how often each part's papers were upvoted, without persons and not below the minimum", async () => {
  expect(await findPartCounts()).toBeNull();
  const papers = await Promise.all(Array.from({ length: minImpressions / minReaders }, () => makePaper()));
  const readers = [];
  for (let i = 0; i < minReaders; i++) readers.push(await makePerson());
  const show = (part: string, userId: number, shownAt: Date, of = papers) =>
    getDb().impression.createMany({
      data: of.map(({ id: paperId }) => ({ userId, paperId, part, shownAt })),
      skipDuplicates: true,
    });
  for (const { id } of readers) await show("taste", id, ago(2));
  // Many papers but a single reader, so the part is not published.
  const one = await makePerson();
  const more = await Promise.all(Array.from({ length: minImpressions }, () => makePaper()));
  await show("follows", one.id, ago(2), more);
  // Long ago.
  for (let i = 0; i < minReaders; i++) await show("trend", (await makePerson()).id, ago(40));

  const [first, second, third] = readers;
  const [paper, another] = papers;
  if (!first || !second || !third || !paper || !another) throw new Error("There are five.");
  await upvotePaper(first, paper.key, ago(1));
  await upvotePaper(second, paper.key, ago(3));
  await upvotePaper(third, paper.key, ago(1));
  await takeBackUpvote(third, paper.key, ago(0.5));
  await upvotePaper(one, another.key, ago(1));

  expect(await countParts(now)).toEqual({ parts: 1 });
  expect(await countParts(now)).toEqual({ parts: 1 });
  const counts = { countedAt: now, parts: [{ part: "taste", shown: minImpressions, upvoted: 1 }] };
  expect(await findPartCounts()).toEqual(counts);
  // Of one who wants nothing learnt from them nothing is counted, and of the others it is too little.
  await getDb().reader.create({ data: { userId: second.id, learns: false } });
  expect(await countParts(now)).toEqual({ parts: 0 });
});
