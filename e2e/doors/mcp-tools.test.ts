import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { GET, POST } from "@/app/mcp/route";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { getLog } from "@/lib/base/log";
import { addComment } from "@/lib/community/comments/comments";
import { listSaved } from "@/lib/feeds/list-saved";
import { upvotePaper } from "@/lib/papers/upvotes";
import { createToken } from "@/lib/people/account/tokens";
import type { Viewer } from "@/lib/people/viewer";

vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined }),
}));

withTestDb();

const address = "http://localhost:3000/mcp";
const context = { params: Promise.resolve({}) };
const tokens = { read: "", write: "" };
let viewer: Viewer;
let key = "";

beforeAll(async () => {
  Object.assign(getConfig(), { RATE_LIMITS: "off" });
  viewer = await makePerson();
  for (const scope of ["read", "write"] as const)
    tokens[scope] = (await createToken(viewer, { name: scope, scope, days: null })).token;
  const paper = await makePaper({ title: "Agents that *plan*", topics: ["cs.CL"] });
  await makePaper({ topics: ["cs.CV"] });
  key = paper.key;
  await upvotePaper(await makePerson(), key);
  await addComment(await makePerson({ username: "grace" }), key, "See figure 3.");
});

const serve = (input: string | URL, init?: RequestInit): Promise<Response> => {
  const request = new Request(input, init);
  return (request.method === "GET" ? GET : POST)(request, context);
};

/** The client of the MCP SDK, connected to the route. */
async function connect(token?: string): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
  await client.connect(
    new StreamableHTTPClientTransport(new URL(address), { fetch: serve, requestInit: { headers } }),
  );
  return client;
}

async function call(name: string, given: Record<string, unknown>, token?: string) {
  const client = await connect(token);
  // After listing the tools, the SDK checks each answer against the tool's schema.
  await client.listTools();
  const { content, structuredContent, isError = false } = await client.callTool({ name, arguments: given });
  const [{ text = "" } = {}] = content as { text?: string }[];
  return { text, answer: structuredContent as Record<string, never>, isError };
}

describe("the tools", () => {
  it("describe what they do, and which of them only read", async () => {
    const { tools } = await (await connect()).listTools();
    expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
      ["search", true],
      ["trending", true],
      ["for_you", true],
      ["paper", true],
      ["similar", true],
      ["upvote", false],
      ["save", false],
    ]);
    for (const { title, description, inputSchema, outputSchema } of tools) {
      expect(title).toMatch(/^[A-Z]/);
      expect(description?.length).toBeGreaterThan(60);
      expect([inputSchema.type, outputSchema?.type]).toEqual(["object", "object"]);
    }
  });

  it("list trending papers, also of a topic", async () => {
    const all = await call("trending", {});
    expect(all.answer.items).toMatchObject([{ id: key, rank: 1, upvotes: 1 }, { rank: 2 }]);
    expect(all.text).toContain(`1. [Agents that *plan*](http://localhost:3000/papers/${key})`);
    expect(all.text).toContain(`id ${key} · 2026-03-02 · cs.CL · 1 upvote · 1 comment`);
    expect((await call("trending", { topic: "cs.CV", limit: 5 })).answer.items).toHaveLength(1);
    const { next } = (await call("trending", { limit: 1 })).answer;
    expect((await call("trending", { limit: 1, after: next })).answer).toMatchObject({
      items: [{ rank: 2 }],
      next: null,
    });
    expect(await call("trending", { topic: "cs.NO" })).toMatchObject({
      isError: true,
      text: "There is no such topic.",
    });
    expect((await call("trending", { window: "day" })).text).toBe("Trending: no papers.");
  });

  it("list a person's own page with the reason for each paper, and need a token for it", async () => {
    const { answer, text } = await call("for_you", { limit: 5, taste: 2 }, tokens.read);
    expect(answer.items).toMatchObject([
      { id: key, sum: { wild: false, reason: "Trending with everyone" } },
      {},
    ]);
    expect(text).toContain("   Trending with everyone\n");
    expect(await call("for_you", {})).toMatchObject({
      isError: true,
      text: expect.stringMatching(/settings\/tokens .*no OAuth here/),
    });
    expect(await call("for_you", { mix: "none" }, tokens.read)).toMatchObject({
      isError: true,
      text: "You have no such mix.",
    });
  });

  it("name only the first authors in lists, and all of them for one paper", async () => {
    const authors = Array.from({ length: 300 }, (_, i) => `Author ${i}`);
    const big = await makePaper({
      authors,
      authorSlugs: authors.map(() => "a"),
      topics: ["cs.RO"],
      withdrawn: true,
    });
    const { answer, text } = await call("trending", { topic: "cs.RO" });
    expect(answer.items).toMatchObject([{ id: big.key, authorCount: 300, withdrawn: true }]);
    expect(JSON.stringify(answer).match(/Author \d/g)).toHaveLength(5);
    expect(text).toContain("Author 0, Author 1, Author 2 and 297 more");
    expect((await call("paper", { id: big.key })).answer).toMatchObject({
      paper: { authors: { length: 300 } },
    });
    await getDb().paper.delete({ where: { id: big.id } });
  });

  it("give a paper with its comments", async () => {
    const { answer, text } = await call("paper", { id: `arXiv:${key}v1` });
    expect(answer).toMatchObject({
      paper: { id: key, title: "Agents that *plan*", votesByDay: [{ votes: 1 }] },
      comments: [{ author: "grace", body: "See figure 3." }],
    });
    expect(text).toContain("# Agents that \\*plan\\*");
    expect(text).toContain("```bibtex");
    expect(text).toContain("See figure 3.");
    expect((await call("paper", { id: key, comments: 0 })).answer.comments).toEqual([]);
    const missing = { isError: true, text: "There is no such paper here." };
    expect(await call("paper", { id: "2603.99999" })).toMatchObject(missing);
    expect(await call("paper", { id: "../etc/passwd" })).toMatchObject({ isError: true });
  });

  it("answer with a clear error where search is not ready or the input is invalid", async () => {
    const { isError, text } = await call("search", { q: "agents" });
    expect([isError, text]).toEqual([true, expect.stringMatching(/search/i)]);
    expect(await call("similar", {})).toMatchObject({
      isError: true,
      text: "Give either the id of a paper or a text.",
    });
    expect((await call("search", { q: "agents", limit: 1000 })).isError).toBe(true);
    expect((await call("search", { q: "cat:nothing" })).text).toMatch(
      /^Found for “cat:nothing”: no papers\.\n\n0 of 2 papers can be found by words.*no such topic or year: cat:nothing\.$/s,
    );
    for (const given of [{}, { q: " " }, { sort: "newest" }])
      expect(await call("search", given)).toMatchObject({
        isError: true,
        text: expect.stringMatching(/^Nothing was asked for: give words/),
      });
  });
});

describe("a tool that changes something", () => {
  const state = () => getDb().vote.count({ where: { userId: viewer.id, withdrawnAt: null } });

  it("is refused without a token, and with a read-only token", async () => {
    for (const name of ["upvote", "save"]) {
      expect(await call(name, { id: key })).toMatchObject({
        isError: true,
        text: expect.stringMatching(/token/),
      });
      expect(await call(name, { id: key }, tokens.read)).toMatchObject({
        isError: true,
        text: expect.stringMatching(/only read/),
      });
    }
    expect(await state()).toBe(0);
  });

  it("acts for the token's owner, and a second call changes nothing", async () => {
    for (let i = 0; i < 2; i++)
      expect((await call("upvote", { id: key }, tokens.write)).answer).toEqual({
        upvoted: true,
        upvotes: 2,
        note: null,
      });
    expect(await state()).toBe(1);
    const { answer, text } = await call("trending", { limit: 1 }, tokens.read);
    expect(answer.items).toMatchObject([{ upvoted: true }]);
    expect(text).toContain("you upvoted it");
    expect(await call("upvote", { id: key, on: false }, tokens.write)).toMatchObject({
      answer: { upvoted: false, upvotes: 1 },
      text: "You do not upvote it; upvotes: 1.",
    });
    expect(await state()).toBe(0);
  });

  it("saves a paper, and removes it again", async () => {
    const saved = async () => (await listSaved(viewer, {})).items.map((item) => item.key);
    expect((await call("save", { id: key }, tokens.write)).answer).toEqual({ saved: true });
    expect(await saved()).toEqual([key]);
    expect((await call("save", { id: key, on: false }, tokens.write)).answer).toEqual({ saved: false });
    expect(await saved()).toEqual([]);
  });

  it("counts against the person's rate limit", async () => {
    Object.assign(getConfig(), { RATE_LIMITS: "on" });
    const { limits } = await import("@/lib/web/limits/limits");
    await getDb().rateLimit.create({
      data: {
        key: `vote:person-${viewer.id}`,
        points: limits.vote.points,
        expire: BigInt(Date.now() + 60_000),
      },
    });
    expect(await call("save", { id: key }, tokens.write)).toMatchObject({
      isError: true,
      text: expect.stringMatching(/too often/),
    });
    Object.assign(getConfig(), { RATE_LIMITS: "off" });
  });
});

it("an internal error is logged and not shown to the client", async () => {
  const log = vi.spyOn(getLog(), "error").mockReturnValue();
  const db = vi.spyOn(getDb().paper, "findFirst").mockRejectedValue(new Error("secret of the database"));
  const { isError, text } = await call("paper", { id: key });
  expect([isError, text]).toEqual([true, "Something went wrong here, and it has been noted."]);
  expect(log).toHaveBeenCalledOnce();
  db.mockRestore();
  log.mockRestore();
});
