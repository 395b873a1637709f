import { makePaper, makePerson } from "@/e2e/support/made";
import { getDb } from "@/lib/base/db";
import { savePaper } from "@/lib/papers/saves";
import { upvotePaper } from "@/lib/papers/upvotes";

const at = new Date("2026-03-02T12:00:00Z");

/** Creates a person with a row of each kind that the hub keeps about people. Secrets contain the word "secret". */
export async function makeAccount() {
  const viewer = await makePerson({ username: "ada", email: "ada@example.org" });
  const userId = viewer.id;
  await getDb().user.update({ where: { id: userId }, data: { bio: "Engines." } });
  const paper = await makePaper({ submitterId: userId, title: "On engines" });
  await upvotePaper(viewer, paper.key, at);
  await savePaper(viewer, paper.key, at);
  await getDb().comment.create({ data: { paperId: paper.id, userId, body: "My words." } });
  await getDb().claim.create({ data: { paperId: paper.id, userId, authorName: "Ada Lovelace" } });
  await getDb().session.create({ data: { sessionToken: "secret-session", userId, expires: at } });
  await getDb().account.create({
    data: {
      userId,
      type: "oauth",
      provider: "github",
      providerAccountId: "77",
      access_token: "secret-access",
      refresh_token: "secret-refresh",
    },
  });
  const hook = {
    url: "https://example.org/hook",
    event: "paper",
    feed: "/new",
    secret: "secret-of-the-hook",
  } as const;
  await getDb().webhook.create({ data: { ...hook, userId } });
  const token = { name: "My laptop", hash: "secret-hash", ending: "x9Zk", scope: "read" } as const;
  await getDb().apiToken.create({ data: { ...token, userId } });
  await getDb().subscription.create({ data: { email: "ada@example.org", token: "secret-token" } });
  const email = "ada@example.org";
  await getDb().mailStop.create({ data: { email, kind: "bounce", stoppedAt: at } });
  await getDb().verificationToken.create({ data: { identifier: email, token: "secret-link", expires: at } });
  await getDb().neighbourLikes.create({ data: { userId, paperIds: [paper.id], weights: [1] } });
  await readerOf(userId, paper.id);
  return { viewer, paper };
}

/** Creates a row of each kind that the hub stores about a reader. */
async function readerOf(userId: number, paperId: number) {
  const db = getDb();
  const thing = { userId, kind: "topic", ref: "cs.CL", label: "Language" } as const;
  await db.reader.create({ data: { userId, learns: false } });
  const hits = { create: { paperId, foundAt: at } };
  await db.follow.create({ data: { ...thing, hits } });
  await db.mute.create({ data: thing });
  await db.notification.create({ data: { userId, kind: "code", paperId } });
  const model = new Uint8Array([1]);
  await db.interest.create({ data: { userId, name: "Engines", model, papers: { create: { paperId } } } });
  await db.signal.create({ data: { userId, paperId, kind: "less", why: "seen" } });
  await db.tasteText.create({ data: { userId, text: "A title of another paper" } });
  await db.tasteSkip.create({ data: { userId, paperId } });
  await db.impression.create({ data: { userId, paperId, part: "taste", passes: 2 } });
  await db.mix.create({
    data: { userId, name: "Calm", slug: "calm", weights: {}, token: "secret-of-the-mix" },
  });
}
