import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import * as mail from "@/app/mail/one-click/route";
import { GET, POST } from "@/app/subscriptions/one-click/route";
import { makePerson } from "@/e2e/support/made";
import { makeSubscription } from "@/e2e/support/made-digests";
import { withTestDb } from "@/e2e/support/test-db";
import { getDb } from "@/lib/base/db";
import { stopToken } from "@/lib/follows/notifications/mail-choice";
import { refusal } from "@/lib/server/front/request-guard";

withTestDb();
process.env.NEXTAUTH_SECRET = "s".repeat(32);

const at = (token: string, method: string) =>
  new Request(`http://localhost:3000/subscriptions/one-click?token=${token}`, {
    method,
    ...(method === "POST" && { body: "List-Unsubscribe=One-Click" }),
  });
const findSubscription = (id: number) => getDb().subscription.findUniqueOrThrow({ where: { id } });

it("opening the address changes nothing and redirects to a page with a button", async () => {
  const { id, token } = await makeSubscription();
  const answer = GET(at(token, "GET"));
  expect([answer.status, answer.headers.get("location")]).toEqual([
    303,
    `/subscriptions/stop?token=${token}`,
  ]);
  expect((await findSubscription(id)).unsubscribedAt).toBeNull();
});

it("a POST stops the digest at once, without cookies, and a second one changes nothing", async () => {
  const { id, token } = await makeSubscription({ nextAt: new Date() });
  expect((await POST(at(token, "POST"))).status).toBe(200);
  const first = await findSubscription(id);
  expect(first).toMatchObject({ nextAt: null, stoppedBy: "reader", unsubscribedAt: expect.any(Date) });
  expect((await POST(at(token, "POST"))).status).toBe(200);
  expect((await findSubscription(id)).unsubscribedAt).toEqual(first.unsubscribedAt);
});

it("an unknown token is refused", async () => {
  expect((await POST(at("x".repeat(32), "POST"))).status).toBe(404);
  expect((await POST(at("short", "POST"))).status).toBe(404);
  expect((await mail.POST(at("short", "POST"))).status).toBe(404);
});

it("a POST from any site stops notification mails", async () => {
  const { id: userId } = await makePerson();
  const url = `http://localhost:3000/mail/one-click?token=${stopToken(userId)}`;
  expect(mail.GET(new Request(url)).headers.get("location")).toMatch(/^\/mail\/stop\?token=/);
  expect(await getDb().reader.findUnique({ where: { userId } })).toBeNull();
  const headers = { origin: "https://mail.example", "sec-fetch-site": "cross-site" };
  expect((await mail.POST(new Request(url, { method: "POST", headers }))).status).toBe(200);
  expect(await getDb().reader.findUnique({ where: { userId } })).toMatchObject({ notificationMail: "never" });
});

it("the request guard lets other sites post to the one-click addresses only", () => {
  const post = (url: string) =>
    refusal({
      method: "POST",
      url,
      headers: { origin: "https://mail.example", host: "x" },
    } as IncomingMessage);
  expect(post("/subscriptions/one-click?token=x")).toBeNull();
  expect(post("/subscriptions/one-clicks")?.status).toBe(403);
  expect(post("/subscriptions/stop?token=x")?.status).toBe(403);
});
