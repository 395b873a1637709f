import { beforeEach, describe, expect, it } from "vitest";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { listStarterPapers, loadStarter } from "@/lib/community/starter/starter";
import { repairHeat } from "@/lib/papers/recount";

withTestDb();

const timeZone = "UTC";
// A Wednesday, three minutes after midnight.
const first = new Date("2026-03-11T00:03:00Z");
const hoursLater = (hours: number) => plus(first, { hours });
const load = (now: Date) => loadStarter({ now, timeZone });
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
const upTo = (day: number) => listStarterPapers().filter((paper) => paper.day <= day);

async function newestDay() {
  const papers = await getDb().paper.findMany({ orderBy: [{ day: "desc" }, { heat: "desc" }] });
  return papers.filter((paper) => paper.day.getTime() === papers[0]?.day.getTime());
}

beforeEach(async () => {
  await getDb().paper.deleteMany();
  await getDb().setting.deleteMany();
});

describe("the first loading", () => {
  it("shows every past day and a newest day with votes, even just after midnight", async () => {
    const counts = await load(first);
    expect(counts.papers).toBe(upTo(0).length);
    const today = await newestDay();
    expect(today).toHaveLength(listStarterPapers().filter((paper) => paper.day === 0).length);
    for (const paper of today) {
      expect(paper).toMatchObject({ source: "starter", abstractKind: "summary", status: "listed" });
      expect(paper.day).toEqual(new Date("2026-03-11"));
      expect(paper.upvotes).toBeGreaterThan(0);
    }
  });

  it("loads nothing from the future, and counts agree with the rows", async () => {
    const counts = await load(first);
    const votes = await getDb().vote.findMany({ include: { paper: true } });
    const comments = await getDb().comment.findMany({ include: { paper: true } });
    expect([votes.length, comments.length]).toEqual([counts.votes, counts.comments]);
    expect(votes.every((vote) => vote.castAt <= first && vote.castAt >= vote.paper.announcedAt)).toBe(true);
    expect(comments.every((comment) => comment.createdAt <= first)).toBe(true);
    expect(sum(comments.map(() => 1))).toBe(
      sum((await getDb().paper.findMany()).map((paper) => paper.commentCount)),
    );
    expect(await repairHeat({ mend: false })).toEqual([]);
    expect(await getDb().user.count({ where: { kind: "person" } })).toBe(0);
  });

  it("keeps the real date of submission and puts no paper on a weekend", async () => {
    await load(new Date("2026-03-15T10:00:00Z"));
    const papers = await getDb().paper.findMany();
    expect(papers.filter((paper) => [0, 6].includes(paper.day.getUTCDay()))).toEqual([]);
    expect((await newestDay())[0]?.day).toEqual(new Date("2026-03-13"));
    const [some] = listStarterPapers();
    const row = papers.find((paper) => paper.key === some?.id);
    expect(row?.publishedAt).toEqual(new Date(some?.publishedAt ?? ""));
  });

  it("does not happen on a hub with papers of its own", async () => {
    await makePaper({ source: "arxiv" });
    expect(await load(first)).toEqual({ papers: 0, votes: 0, comments: 0 });
    expect(await getDb().paper.count()).toBe(1);
  });

  it("happens once with concurrent calls", async () => {
    const counts = await Promise.all([load(first), load(first), load(first)]);
    expect(sum(counts.map(({ papers }) => papers))).toBe(upTo(0).length);
    expect(sum(counts.map(({ comments }) => comments))).toBe(await getDb().comment.count());
    expect(sum(counts.map(({ votes }) => votes))).toBe(await getDb().vote.count());
  });
});

describe("the week after", () => {
  it("adds nothing when called again with the same time", async () => {
    await load(first);
    expect(await load(first)).toEqual({ papers: 0, votes: 0, comments: 0 });
  });

  it("adds events by hour and papers by weekday until everything is loaded", async () => {
    let { papers, votes, comments } = await load(first);
    const byHour: number[] = [];
    for (let hour = 1; hour <= 10 * 24; hour += 3) {
      const counts = await load(hoursLater(hour));
      byHour.push(counts.votes);
      papers += counts.papers;
      votes += counts.votes;
      comments += counts.comments;
    }
    expect(byHour.slice(0, 8).filter((count) => count > 0).length).toBeGreaterThan(5);
    expect(papers).toBe(listStarterPapers().length);
    expect(votes).toBe(sum(listStarterPapers().map((paper) => paper.upvotes)));
    expect(comments).toBe(sum(listStarterPapers().map((paper) => paper.comments.length)));
    // Five weekdays after a Wednesday.
    expect((await newestDay())[0]?.day).toEqual(new Date("2026-03-18"));
    expect(await load(hoursLater(500))).toEqual({ papers: 0, votes: 0, comments: 0 });
    expect(await repairHeat({ mend: false })).toEqual([]);
  });

  it("gives the same result after a downtime", async () => {
    await load(first);
    await load(hoursLater(24 * 20));
    expect(await getDb().vote.count()).toBe(sum(listStarterPapers().map((paper) => paper.upvotes)));
  });

  it("adds no further papers once the hub has others, and restores no removed one", async () => {
    await load(first);
    const gone = (await newestDay())[0];
    await getDb().paper.delete({ where: { id: gone?.id ?? 0 } });
    await makePaper({ source: "submission" });
    expect((await load(hoursLater(24 * 3))).papers).toBe(0);
    expect(await getDb().paper.count({ where: { source: "starter" } })).toBe(upTo(0).length - 1);
  });
});
