import { expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { follow } from "@/lib/follows/follows";
import { newsTotal } from "@/lib/follows/news";
import { countWeeklyNews } from "@/lib/follows/weekly-news";

withTestDb();

const now = new Date("2026-03-10T12:00:00Z");
const days = (count: number) => plus(now, { days: count });

it("counts the news of each follow in the last seven days", async () => {
  const viewer = await makePerson();
  const other = await makePerson();
  const old = await makePaper({ announcedAt: days(-8), submitterId: other.id, submittedAt: days(-1) });
  const lab = { organization: "A Lab", organizationSlug: "a-lab" };
  const fresh = await makePaper({ announcedAt: days(-6), topics: ["cs.CL", "cs.LG"], ...lab });
  await makePaper({ announcedAt: days(-1), status: "hidden" });
  await makePaper({ announcedAt: days(1) });
  for (const [createdAt, userId, deletedAt] of [
    [days(-1), other.id, null],
    [days(-2), null, null],
    [days(-1), viewer.id, null],
    [days(-1), other.id, days(0)],
    [days(-9), other.id, null],
  ] as const)
    await getDb().comment.create({ data: { paperId: old.id, body: "So?", userId, createdAt, deletedAt } });
  const ids = [];
  for (const [kind, ref] of [
    ["topic", "cs.CL"],
    ["topic", "cs.RO"],
    ["author", "ada-lovelace"],
    ["organization", "a-lab"],
    ["person", other.username],
    ["paper", old.key],
    ["search", "q=engines"],
    ["text", "Engines that reckon by themselves, without a hand."],
  ] as const)
    ids.push((await follow(viewer, { kind, ref }, days(-10))).id);
  for (const followId of ids.slice(-2))
    for (const paper of [old, fresh])
      await getDb().followHit.create({ data: { followId, paperId: paper.id } });
  for (const [kind, userId, createdAt, version] of [
    ["version", viewer.id, days(-1), 3],
    ["code", viewer.id, days(-2), null],
    ["version", viewer.id, days(-8), 2],
    ["comments", viewer.id, days(-1), null],
    ["version", other.id, days(-1), 3],
  ] as const)
    await getDb().notification.create({ data: { kind, userId, createdAt, version, paperId: old.id } });
  const news = await countWeeklyNews(viewer, now);
  const papers = (count: number) => ({ papers: count, comments: 0, updates: 0 });
  expect(ids.map((id) => news.get(id))).toEqual([
    papers(1),
    undefined,
    papers(1),
    papers(1),
    papers(1),
    { papers: 0, comments: 2, updates: 2 },
    papers(1),
    papers(1),
  ]);
  expect(ids.map((id) => newsTotal(news.get(id) ?? papers(0)))).toEqual([1, 0, 1, 1, 1, 4, 1, 1]);
  expect(await countWeeklyNews(other, now)).toEqual(new Map());
});
