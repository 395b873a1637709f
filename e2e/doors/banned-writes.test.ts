import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { POST as postToPaper } from "@/app/api/papers/[...path]/route";
import { POST as indexPaper } from "@/app/api/papers/index/route";
import { POST as submitPaper } from "@/app/api/papers/submit/route";
import { POST as claimPaper } from "@/app/api/settings/papers/claim/route";
import { POST as mcp } from "@/app/mcp/route";
import { readCurl } from "@/e2e/support/curl-command";
import { makePaper, makePerson } from "@/e2e/support/made";
import { requestApi } from "@/e2e/support/request-api";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig, getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { addComment } from "@/lib/community/comments/comments";
import { upvotePaper } from "@/lib/papers/upvotes";
import { createToken } from "@/lib/people/account/tokens";
import type { Viewer } from "@/lib/people/viewer";
import { curlCommand } from "@/lib/programs/api/curl";
import { operations } from "@/lib/programs/api/operations";
import type { FormState } from "@/lib/web/form";
import type { Role } from "@/prisma/generated/enums";

const request = vi.hoisted(() => ({ session: "" }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "localhost:3000", origin: "http://localhost:3000" }),
  cookies: async () => ({
    get: (name: string) => (name === "next-auth.session-token" ? { value: request.session } : undefined),
    getAll: () => [{ name: "next-auth.session-token", value: request.session }],
    set: () => undefined,
    delete: () => undefined,
  }),
}));
vi.mock("next/cache", () => ({ revalidatePath: vi.fn() }));

withTestDb();

type Action = (state: FormState, form: FormData) => Promise<FormState>;
type FormOnly = (form: FormData) => Promise<void>;

const actions = Object.entries(
  import.meta.glob<Record<string, Action>>("../../lib/web/actions/*.ts", { eager: true }),
).flatMap(([, module]) => Object.entries(module));

/** Actions that take only the form, and those that a banned person may use although others see it: leaving. */
const formOnly = new Set(["setUpvote", "setSave", "setFollow", "setMute", "setSignal"]);
const leaving = new Set(["deleteAccount", "deleteMe"]);

const dir = mkdtempSync(join(tmpdir(), "quire-banned-"));
const roles: Role[] = ["member", "moderator", "admin"];
let banned: Viewer;
let other: Viewer;
let token: string;
let ids: { paper: string; own: string; entry: string; comment: number; claim: number };

beforeAll(() => {
  process.env.NEXTAUTH_URL = "http://localhost:3000";
  amendConfig({ NEXTAUTH_SECRET: "x".repeat(40) });
  Object.assign(getConfig(), {
    QUIRE_DIR: dir,
    SMTP_URL: undefined,
    RATE_LIMITS: "off",
    ARXIV_INTERVAL_MS: 0,
  });
});
afterAll(() => rmSync(dir, { recursive: true }));
beforeEach(async () => {
  await getDb().paper.deleteMany();
  await getDb().user.deleteMany();
});

/** A banned person with everything that others see of a person: profile, comment, verified claim, submission, upvote. */
async function scene(role: Role): Promise<void> {
  await makePerson({ role: "admin" });
  other = await makePerson();
  banned = { ...(await makePerson({ role, bannedAt: new Date(0) })), banned: true };
  const paper = await makePaper();
  const own = await makePaper({ submitterId: banned.id, source: "submission" });
  const entry = await makePaper({ key: "q-abcd1234", status: "pending", submitterId: banned.id });
  await upvotePaper(banned, paper.key);
  await upvotePaper(other, paper.key);
  const comment = await addComment({ ...banned, banned: false }, paper.key, "Mine.");
  await addComment(other, paper.key, "Theirs.");
  const author = { authorName: "Ada Lovelace", status: "verified" } as const;
  await getDb().claim.create({ data: { paperId: own.id, userId: banned.id, ...author } });
  const claim = await getDb().claim.create({
    data: { paperId: own.id, userId: other.id, authorName: "Ada Lovelace" },
  });
  ids = { paper: paper.key, own: own.key, entry: entry.key, comment: comment.id, claim: claim.id };
  token = (await createToken(banned, { name: "A bot", scope: "write", days: null })).token;
  request.session = `session-${banned.id}`;
  const expires = new Date("2999-01-01T00:00:00Z");
  await getDb().session.create({ data: { sessionToken: request.session, userId: banned.id, expires } });
}

/** Everything that others can see, except that a banned person's own uncounted votes do not show. */
async function publicState(): Promise<unknown> {
  const person = { id: true, username: true, name: true, bio: true, links: true, role: true, bannedAt: true };
  const papers = await getDb().paper.findMany({ orderBy: { id: "asc" } });
  return {
    // Summing anew may change the last digits.
    papers: papers.map((paper) => ({ ...paper, heat: paper.heat.toFixed(6) })),
    comments: await getDb().comment.findMany({ orderBy: { id: "asc" } }),
    claims: await getDb().claim.findMany({ orderBy: { id: "asc" } }),
    people: await getDb().user.findMany({ select: person, orderBy: { id: "asc" } }),
    votes: await getDb().vote.count({ where: { withdrawnAt: null, uncountedAt: null } }),
  };
}

const changing = operations.filter(({ method, id }) => method !== "GET" && !leaving.has(id));

describe.each(roles)("a banned %s", (role) => {
  beforeEach(() => scene(role));

  it("changes nothing that others see by any operation of the API", async () => {
    const before = await publicState();
    for (const operation of changing)
      for (const { paper, by } of [
        { paper: ids.own, by: token },
        { paper: ids.paper, by: undefined },
      ]) {
        const values = { paper, entry: ids.entry, name: "Ada Lovelace", person: other.username };
        const numbers = { comment: String(ids.comment), claim: String(ids.claim) };
        const command = curlCommand(operation, { ...values, ...numbers });
        const { url, body } = readCurl(command, { TOKEN: "" });
        const path = url.replace("http://localhost:3000/api/v1", "");
        const response = await requestApi(operation.method, path, { token: by, body });
        expect(response.status, `${operation.id}: ${await response.text()}`).toBeLessThan(500);
        expect(await publicState(), operation.id).toEqual(before);
      }
  });

  it("changes nothing that others see by any form", async () => {
    const before = await publicState();
    for (const [name, action] of actions.filter(([one]) => !leaving.has(one)))
      for (const key of [ids.own, ids.entry]) {
        const form = fieldsOf(key, name);
        await (formOnly.has(name) ? (action as unknown as FormOnly)(form) : action(null, form)).catch(
          (reason: unknown) => expect(String(Object(reason).digest), name).toMatch(/^NEXT_REDIRECT/),
        );
        expect(await publicState(), name).toEqual(before);
      }
  });

  it("changes nothing that others see by the addresses of other interfaces", async () => {
    const before = await publicState();
    const send = async (handler: typeof indexPaper, path: string, body: object, parts: string[] = []) => {
      const sent = new Request(`http://localhost:3000${path}`, {
        method: "POST",
        headers: {
          Authorization: `Bearer ${token}`,
          "Content-Type": "application/json",
          Accept: "application/json, text/event-stream",
        },
        body: JSON.stringify(body),
      });
      const response = await handler(sent, { params: Promise.resolve({ path: parts }) });
      expect(response.status, path).toBeLessThan(500);
      expect(await publicState(), path).toEqual(before);
    };
    for (const key of [ids.paper, ids.own]) {
      await send(postToPaper, "/api/papers", { comment: "Spam." }, [key, "comment"]);
      await send(postToPaper, "/api/papers", { githubRepo: "https://github.com/a/b" }, [key, "links"]);
      await send(indexPaper, "/api/papers/index", { arxivId: key });
      await send(submitPaper, "/api/papers/submit", { paperId: key, comment: "Spam." });
      await send(claimPaper, "/api/settings/papers/claim", { paperId: key });
      for (const name of ["upvote", "save"])
        for (const on of [true, false]) {
          const call = { name, arguments: { id: key, on } };
          await send(mcp, "/mcp", { jsonrpc: "2.0", id: 1, method: "tools/call", params: call });
        }
    }
  });
});

it("a banned person without a username cannot choose one", async () => {
  await scene("member");
  await getDb().user.update({ where: { id: banned.id }, data: { username: null } });
  const [, chooseUsername] = actions.find(([name]) => name === "chooseUsername") ?? [];
  const form = new FormData();
  form.append("username", "troll-again");
  expect((await chooseUsername?.(null, form))?.error).toMatch(/banned/);
});

/** Valid fields for every action. */
function fieldsOf(key: string, action: string): FormData {
  const fields: Record<string, string> = {
    key,
    want: "upvote",
    body: "Spam.",
    author: "Ada Lovelace",
    on: "yes",
    title: "A title by a banned person",
    abstract: "An abstract by a banned person, which is long enough.",
    authors: "Ada Lovelace",
    topics: "cs.CL",
    kind: "topic",
    ref: "cs.CL",
    label: "A label",
    codeUrl: "https://example.org/code",
    projectUrl: "https://example.org/",
    link: "https://example.org/paper.pdf",
    username: other.username,
    role: "admin",
    decision: action === "decideSubmission" ? "approved" : "verified",
    id: String(action === "deleteComment" ? ids.comment : ids.claim),
    name: "A banned name",
    bio: "Spam.",
    links: "https://spam.example/",
    timeZone: "UTC",
    email: "somebody@example.org",
    token: "x".repeat(43),
    say: "more",
    url: "https://example.org/hook",
    event: "comment",
    feed: "/new",
    mail: "daily",
    sure: "yes",
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
