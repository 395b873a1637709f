import { registerClient } from "@modelcontextprotocol/sdk/client/auth.js";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { addPerson, addSession, expect, sessionCookie, test } from "@/e2e/support/fixtures";
import { seeded } from "@/e2e/support/seed";
import { addToken } from "@/e2e/support/tokens";

const address = () => new URL(`${process.env.TEST_HUB}/mcp`);

async function connect(token?: string): Promise<Client> {
  const client = new Client({ name: "A journey", version: "1" });
  const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
  await client.connect(new StreamableHTTPClientTransport(address(), { requestInit: { headers } }));
  await client.listTools();
  return client;
}

test("a client searches papers and reads one, without a token", async () => {
  const client = await connect();
  expect(client.getServerVersion()).toMatchObject({ name: "quire", title: "Quire" });
  const find = () => client.callTool({ name: "search", arguments: { q: seeded.versions.key, limit: 1 } });
  // Shortly after a hub's first start, search is not built yet.
  await expect.poll(async () => (await find()).isError ?? false, { timeout: 90_000 }).toBe(false);
  expect((await find()).structuredContent).toMatchObject({
    items: [{ id: seeded.versions.key, reason: { kind: "exact", what: "id" } }],
  });
  const { content } = await client.callTool({ name: "paper", arguments: { id: seeded.versions.key } });
  expect(JSON.stringify(content)).toContain("A seeded paper in two versions");
  const trending = await client.callTool({ name: "trending", arguments: { topic: "cs.CL", limit: 2 } });
  expect(trending.structuredContent).toMatchObject({ items: [{ rank: 1 }, { rank: 2 }] });
  await client.close();
});

test("a client upvotes and saves for the owner of a write token", async ({ query }) => {
  const { id } = await addPerson(query);
  const votes = () => query("SELECT 1 FROM votes WHERE user_id = $1 AND withdrawn_at IS NULL", [id]);
  const call = async (client: Client, name: string) => {
    const { isError = false, content } = await client.callTool({
      name,
      arguments: { id: seeded.programmed.key },
    });
    return `${isError} ${JSON.stringify(content)}`;
  };
  expect(await call(await connect(), "upvote")).toMatch(/^true .*needs a token/);
  expect(await call(await connect(await addToken(query, id, "read")), "upvote")).toMatch(/^true .*only read/);
  expect(await votes()).toEqual([]);
  const client = await connect(await addToken(query, id));
  expect(await call(client, "upvote")).toMatch(/^false .*You upvote it/);
  expect(await call(client, "save")).toMatch(/^false .*Kept for later/);
  expect(await votes()).toHaveLength(1);
  await expect(connect("qr_wrong")).rejects.toThrow(/401|not known/);
});

test("a client that insists on OAuth is told that there is none, and how to send a token", async () => {
  const register = () =>
    registerClient(address().origin, { clientMetadata: { redirect_uris: ["http://localhost:1/back"] } });
  await expect(register()).rejects.toThrow(/^This hub has no OAuth.*settings\/tokens/);
});

test("/mcp accepts only POST, and no cookies from other sites", async ({ query }) => {
  for (const method of ["GET", "DELETE"]) {
    const response = await fetch(address(), { method, headers: { Accept: "text/event-stream" } });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  }
  const { id } = await addPerson(query);
  const token = await addToken(query, id);
  const Cookie = `${sessionCookie}=${await addSession(query, id)}`;
  const send = (headers: Record<string, string>) =>
    fetch(address(), {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json, text/event-stream",
        ...headers,
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
    });
  const Origin = "https://evil.example";
  expect((await send({ Origin, Cookie })).status).toBe(403);
  const allowed = await send({ Origin, Authorization: `Bearer ${token}` });
  expect([allowed.status, allowed.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
});
