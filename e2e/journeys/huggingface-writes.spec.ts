import { createHash, randomBytes } from "node:crypto";
import { addPerson, expect, test } from "@/e2e/support/fixtures";
import { seeded } from "@/e2e/support/seed";

type Query = (sql: string, values?: unknown[]) => Promise<unknown>;
type Item = { paper: { id: string }; [key: string]: unknown };

const request = (path: string, init: RequestInit = {}) => fetch(`${process.env.TEST_HUB}${path}`, init);

async function read<T>(path: string): Promise<T> {
  const response = await request(path);
  expect(response.status, path).toBe(200);
  return response.json();
}

/** Adds a person with a write token. @returns the person, and a function that posts as them */
async function makeWriter(query: Parameters<typeof addPerson>[0], role?: "moderator") {
  const person = await addPerson(query, role ? { role } : {});
  const token = `qr_${randomBytes(24).toString("hex")}`;
  const hash = createHash("sha256").update(token).digest("hex");
  await (query as Query)(
    `INSERT INTO api_tokens (user_id, name, hash, ending, scope) VALUES ($1, 'A test', $2, $3, 'write')`,
    [person.id, hash, token.slice(-4)],
  );
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const send = async (path: string, body: unknown) => {
    const response = await request(path, { method: "POST", headers, body: JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  };
  return { person, send };
}

test("comments and replies are posted and read back", async ({ query }) => {
  const { person, send } = await makeWriter(query);
  const path = `/api/papers/${seeded.programmed.key}/comment`;
  const first = await send(path, { comment: "Does *this* hold?" });
  expect(first).toMatchObject({
    status: 201,
    body: {
      newMessage: { id: expect.stringMatching(/^[0-9a-f]{24}$/), createdAt: expect.stringMatching(/Z$/) },
    },
  });
  expect(await send(path, { comment: "Does *this* hold?" })).toEqual(first);
  const { id } = first.body.newMessage;
  const reply = await send(`${path}/${id}/reply`, { comment: "It does." });
  expect(reply.status).toBe(201);
  const { comments } = await read<{ comments: { id: string }[] }>(
    `/api/papers/${seeded.programmed.key}?field=comments`,
  );
  expect(comments.find((one) => one.id === id)).toMatchObject({
    type: "comment",
    author: { name: person.username, user: person.username },
    data: { latest: { raw: "Does *this* hold?", html: "<p>Does <em>this</em> hold?</p>" }, hidden: false },
  });
  expect(comments.find((one) => one.id === reply.body.newMessage.id)).toMatchObject({
    data: { parentCommentId: id },
  });
  expect((await send(path, { comment: "" })).status).toBe(400);
  expect((await send(`/api/papers/2501.00009/comment`, { comment: "Hello" })).status).toBe(404);
  expect((await send(`${path}/${"0".repeat(24)}/reply`, { comment: "Hello" })).status).toBe(404);
});

test("a comment of the maximum length is accepted, and one character more is refused", async ({ query }) => {
  const { send } = await makeWriter(query);
  const path = `/api/papers/${seeded.programmed.key}/comment`;
  expect((await send(path, { comment: "x".repeat(65_537) })).status).toBe(400);
  const { status } = await send(path, { comment: "x".repeat(65_536) });
  await query("DELETE FROM comments WHERE length(body) = 65536");
  expect(status).toBe(201);
});

test("links are set by moderators only, and a member claims an author's name", async ({ query }) => {
  const member = await makeWriter(query);
  const moderator = await makeWriter(query, "moderator");
  const { key } = seeded.programmed;
  const links = { githubRepo: "https://github.com/example/seeded", projectPage: "https://seeded.example/" };
  expect((await member.send(`/api/papers/${key}/links`, links)).status).toBe(403);
  for (let i = 0; i < 2; i++)
    expect(await moderator.send(`/api/papers/${key}/links`, links)).toEqual({ status: 200, body: {} });
  const paper = await read<{ authors: { _id: string }[] }>(`/api/papers/${key}`);
  expect(paper).toMatchObject(links);
  expect((await moderator.send(`/api/papers/${key}/links`, { githubRepo: "nonsense" })).status).toBe(400);
  await moderator.send(`/api/papers/${key}/links`, { githubRepo: null, projectPage: null });
  const claim = { paperId: key, claimAuthorId: paper.authors[1]?._id };
  const answer = { status: 200, body: { paperId: key, author: "Second Example", status: "pending" } };
  expect(await member.send("/api/settings/papers/claim", claim)).toEqual(answer);
  expect(await member.send("/api/settings/papers/claim", claim)).toEqual(answer);
  await query("DELETE FROM claims WHERE user_id = $1", [member.person.id]);
});

test("a paper that the hub has may be indexed and submitted again", async ({ query }) => {
  const { send } = await makeWriter(query);
  const { key } = seeded.guarded;
  expect(await send("/api/papers/index", { arxivId: key })).toEqual({ status: 200, body: {} });
  expect(await send("/api/papers/submit", { paperId: `${key}v1` })).toEqual({ status: 200, body: {} });
  expect((await send("/api/papers/index", { arxivId: "nonsense" })).status).toBe(400);
  expect((await send("/api/papers/submit", {})).status).toBe(400);
  for (const path of ["index", "submit"])
    expect((await request(`/api/papers/${path}`, { method: "POST", body: "{}" })).status, path).toBe(401);
});

test("a paper that only arXiv has is fetched and appears in today's feed", async ({ query }) => {
  const { person, send } = await makeWriter(query);
  const id = "2602.08549";
  expect((await request(`/api/papers/${id}`)).status).toBe(404);
  // Other journeys make the fake arXiv fail for a while.
  await expect(async () => {
    expect(await send("/api/papers/index", { arxivId: id })).toEqual({ status: 200, body: {} });
  }).toPass({ intervals: [5000], timeout: 90_000 });
  const mine = await read<Item[]>(`/api/daily_papers?submitter=${person.username}`);
  expect(mine.map(({ paper }) => paper.id)).toEqual([id]);
  expect(mine[0]).toMatchObject({ submittedBy: { user: person.username, name: person.username } });
});
