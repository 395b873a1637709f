import { expect, it } from "vitest";
import { makePerson } from "@/e2e/support/made";
import { makeAccount } from "@/e2e/support/made-account";
import { withTestDb } from "@/e2e/support/test-db";
import { exportAccount } from "@/lib/privacy/export-account";

withTestDb();

const at = new Date("2026-03-02T12:00:00Z");

it("exports everything the hub keeps about a person, and no secrets", async () => {
  const { viewer, paper } = await makeAccount();
  const exported = await exportAccount(viewer, at);
  const about = { paper: { key: paper.key, title: "On engines" } };
  expect(exported).toMatchObject({
    exportedAt: at,
    profile: { username: "ada", email: "ada@example.org", bio: "Engines." },
    accounts: [{ provider: "github", providerAccountId: "77" }],
    sessions: [{ expires: at }],
    votes: [{ ...about, castAt: at }],
    saves: [{ ...about, savedAt: at }],
    comments: [{ ...about, body: "My words." }],
    submissions: [{ key: paper.key, title: "On engines" }],
    claims: [{ ...about, authorName: "Ada Lovelace" }],
    tokens: [{ name: "My laptop", ending: "x9Zk", scope: "read" }],
    webhooks: [{ url: "https://example.org/hook", event: "paper", feed: "/new" }],
    subscriptions: [{ email: "ada@example.org", feed: "/" }],
    reader: { learns: false, notificationMail: "daily" },
    follows: [{ kind: "topic", ref: "cs.CL", hits: [about] }],
    mutes: [{ kind: "topic", ref: "cs.CL" }],
    notifications: [{ ...about, kind: "code" }],
    interests: [{ name: "Engines", papers: [about] }],
    signals: [{ ...about, kind: "less", why: "seen" }],
    tasteTexts: [{ text: "A title of another paper" }],
    tasteSkips: [about],
    showings: [{ ...about, part: "taste", passes: 2 }],
    mixes: [{ name: "Calm", slug: "calm" }],
    mailStop: { kind: "bounce" },
  });
  expect(JSON.stringify(exported)).not.toContain("secret");
});

it("exports nothing of anybody else", async () => {
  const other = await makePerson();
  expect(await exportAccount(other, at)).toMatchObject({
    votes: [],
    saves: [],
    comments: [],
    submissions: [],
    reader: null,
    follows: [],
    showings: [],
    subscriptions: [],
  });
});
