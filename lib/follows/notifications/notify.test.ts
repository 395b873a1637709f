import { beforeEach, describe, expect, it } from "vitest";
import { makePaper, makePerson } from "@/e2e/support/made";
import { runJobs, sumOf } from "@/e2e/support/queue";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import { follow } from "@/lib/follows/follows";
import { mute } from "@/lib/follows/mutes";
import { notificationAddress, notificationWords } from "@/lib/follows/notifications/notification-item";
import { listNotifications, readNotifications } from "@/lib/follows/notifications/notifications";
import { notifyOfChanges, notifyOfComments, notifyOfPapers } from "@/lib/follows/notifications/notify";
import type { Viewer } from "@/lib/people/viewer";
import { addJob } from "@/lib/queue/enqueue";

withTestDb();

const at = (minutes: number) => plus(new Date(Date.UTC(2026, 2, 10, 12)), { minutes });
let viewer: Viewer;
let other: Viewer;
beforeEach(async () => {
  await getDb().follow.deleteMany();
  viewer = await makePerson();
  other = await makePerson();
});

const tasks = {
  "tell-of-comments": notifyOfComments,
  "tell-of-changes": notifyOfChanges,
  "tell-of-papers": notifyOfPapers,
};
const tell = async (minutes: number) => ({
  notified: sumOf(await runJobs(tasks, at(minutes)), "notified"),
});
const told = async (who = viewer) =>
  (await listNotifications(who)).map((one) => `${notificationWords(one)}${one.readAt ? ", read" : ""}`);

async function comment(paperId: number, minutes: number, userId: number | null = other.id) {
  const row = { paperId, userId, body: "So?", createdAt: at(minutes) };
  const made = await getDb().comment.create({ data: row });
  await addJob(getDb(), "tell-of-comments", { commentIds: [made.id] });
  return made;
}

async function change(id: number, data: object) {
  await getDb().paper.update({ where: { id }, data });
  await addJob(getDb(), "tell-of-changes", { paperIds: [id] });
}

async function come(given: Parameters<typeof makePaper>[0]) {
  const { id } = await makePaper(given);
  await addJob(getDb(), "tell-of-papers", { paperIds: [id] });
}

async function followedPaper(given: Parameters<typeof makePaper>[0] = {}) {
  const paper = await makePaper({ announcedAt: at(-60 * 24 * 30), createdAt: at(-60 * 24 * 30), ...given });
  await follow(viewer, { kind: "paper", ref: paper.key }, at(0));
  return paper;
}

describe("comments on a followed paper", () => {
  it("are one notification, which does not count one's own or earlier comments", async () => {
    const paper = await followedPaper();
    await comment(paper.id, -1);
    const { id } = await comment(paper.id, 1);
    await comment(paper.id, 1, viewer.id);
    expect(await tell(2)).toEqual({ notified: 1 });
    expect(await tell(3)).toEqual({ notified: 0 });
    expect(await told()).toEqual(["1 new comment"]);
    await comment(paper.id, 4, null);
    await Promise.all([tell(5), tell(5)]);
    expect(await told()).toEqual(["2 new comments"]);
    const [one] = await listNotifications(viewer);
    expect(one && notificationAddress(one)).toBe(`/papers/${paper.key}#comment-${id}`);
    expect(await told(other)).toEqual([]);
  });

  it("are counted from zero after they were read", async () => {
    const paper = await followedPaper();
    await comment(paper.id, 1);
    await tell(2);
    await readNotifications(viewer, "all", at(3));
    await tell(4);
    expect(await told()).toEqual(["1 new comment, read"]);
    const { id } = await comment(paper.id, 5);
    await tell(6);
    await tell(7);
    expect(await listNotifications(viewer)).toMatchObject([{ count: 1, firstCommentId: id, readAt: null }]);
  });

  it("are mailed again if there are more, after they were read or a day has passed", async () => {
    const paper = await followedPaper();
    const mailed = async () =>
      (await getDb().notification.findFirstOrThrow({ where: { userId: viewer.id } })).mailedAt;
    await comment(paper.id, 1);
    await tell(2);
    await getDb().notification.updateMany({ data: { mailedAt: at(3) } });
    await comment(paper.id, 4);
    await tell(5);
    expect(await mailed()).toEqual(at(3));
    await comment(paper.id, 24 * 60 + 4);
    await tell(24 * 60 + 5);
    expect(await mailed()).toBeNull();
  });
});

describe("a followed paper", () => {
  it("gives one notification of each new version, and one of code", async () => {
    const paper = await followedPaper();
    const had = await followedPaper({ version: 3, codeUrl: "https://example.org/old" });
    await change(paper.id, { version: 2, codeUrl: "https://example.org/new" });
    await change(had.id, { comment: "Ten pages." });
    expect(await tell(2)).toEqual({ notified: 2 });
    expect(await tell(3)).toEqual({ notified: 0 });
    expect((await told()).sort()).toEqual(["Code is there now", "Version 2"]);
    await change(paper.id, { version: 3 });
    await tell(5);
    expect(await told()).toContain("Version 3");
  });
});

describe("a followed author", () => {
  it("gives one notification of a new paper, with all followed authors", async () => {
    await makePaper({
      authors: ["Grace Hopper"],
      authorSlugs: ["grace-hopper"],
      announcedAt: at(-9),
      createdAt: at(-9),
    });
    for (const ref of ["ada-lovelace", "grace-hopper"]) {
      if (ref === "ada-lovelace") await makePaper({ announcedAt: at(-9), createdAt: at(-9) });
      await follow(viewer, { kind: "author", ref }, at(0));
    }
    const both = { authors: ["Ada Lovelace", "Grace Hopper"], authorSlugs: ["ada-lovelace", "grace-hopper"] };
    await come({ ...both, announcedAt: at(1), createdAt: at(1) });
    await come({ announcedAt: at(-60 * 24 * 20), createdAt: at(1) });
    await come({ announcedAt: at(1), createdAt: at(1), status: "pending" });
    await come({ announcedAt: at(1), createdAt: at(1), submitterId: viewer.id });
    await tell(2);
    await tell(3);
    expect(await told()).toEqual(["New paper by Ada Lovelace and Grace Hopper"]);
  });
});

describe("a followed organisation", () => {
  it("gives a notification of a new paper, which is one with that of its followed author", async () => {
    const lab = { organization: "A Lab", organizationSlug: "a-lab" };
    await makePaper({ ...lab, announcedAt: at(-9), createdAt: at(-9) });
    await follow(viewer, { kind: "organization", ref: "A  lab" }, at(0));
    await follow(viewer, { kind: "author", ref: "ada-lovelace" }, at(0));
    await come({ ...lab, announcedAt: at(1), createdAt: at(1) });
    const by = { authors: ["Grace Hopper"], authorSlugs: ["grace-hopper"] };
    await come({ ...lab, ...by, announcedAt: at(1), createdAt: at(1) });
    await come({ ...by, announcedAt: at(1), createdAt: at(1) });
    await tell(2);
    await tell(3);
    expect((await told()).sort()).toEqual(["New paper by A Lab", "New paper by A Lab and Ada Lovelace"]);
  });
});

describe("muting", () => {
  it("silences papers by word and topic, and comments by person", async () => {
    const silent = [
      await followedPaper({ title: "On blockchains" }),
      await followedPaper({ topics: ["cs.CR"] }),
    ];
    const heard = await followedPaper();
    await mute(viewer, { kind: "word", ref: "blockchains" });
    await mute(viewer, { kind: "topic", ref: "cs.CR" });
    await mute(viewer, { kind: "person", ref: other.username });
    const third = await makePerson();
    for (const { id } of silent) {
      await comment(id, 1, third.id);
      await change(id, { version: 2 });
    }
    await comment(heard.id, 1);
    await comment(heard.id, 1, third.id);
    await tell(2);
    expect(await told()).toEqual(["1 new comment"]);
  });
});
