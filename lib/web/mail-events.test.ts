import { beforeEach, describe, expect, it, vi } from "vitest";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getLog } from "@/lib/base/log";
import { findMailStop } from "@/lib/mail/bounces";
import { takeMailEvents } from "@/lib/web/mail-events";

withTestDb();

const secret = "a-secret-of-the-mail-server";
beforeEach(() => Object.assign(getConfig(), { MAIL_EVENTS_TOKEN: secret }));

type Sent = { type?: string; query?: string; header?: string };

function send(body: string, { type = "application/json", query = `?token=${secret}`, header }: Sent = {}) {
  const headers = new Headers({ "content-type": type });
  if (header) headers.set("x-mail-events", header);
  return takeMailEvents(
    new Request(`http://localhost/api/mail-events${query}`, { method: "POST", headers, body }),
  );
}

const event = (email: string, type = "bounce") => ({ type, email });

describe("a report by a mail server", () => {
  it("stops mail to one or several addresses", async () => {
    expect(await send(JSON.stringify(event(" Ada@Example.org")))).toEqual({ noted: 1 });
    const many = [event("bob@example.org", "complaint"), event("ada@example.org")];
    expect(await send(JSON.stringify(many), { query: "", header: `Bearer ${secret}` })).toEqual({ noted: 2 });
    expect(await findMailStop("ada@example.org")).toMatchObject({ kind: "bounce" });
    expect(await findMailStop("bob@example.org")).toMatchObject({ kind: "complaint" });
  });

  it("may be the report as received by mail", async () => {
    const report = `Content-Type: multipart/report; boundary="x"\n\n--x\nContent-Type: message/delivery-status\n
Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; eve@example.org\nAction: failed\nStatus: 5.1.1\n\n--x--\n`;
    expect(await send(report, { type: "message/rfc822" })).toEqual({ noted: 1 });
    expect(await findMailStop("eve@example.org")).not.toBeNull();
    expect(await send("Subject: Hello\n\nHello.", { type: "message/rfc822" })).toEqual({ noted: 0 });
  });

  it("may come from Amazon SNS, as text; its request for consent is logged for the operator", async () => {
    const [type, log] = ["text/plain; charset=UTF-8", vi.spyOn(getLog(), "warn").mockReturnValue()];
    const net = vi.spyOn(globalThis, "fetch");
    const bounce = { bounceType: "Permanent", bouncedRecipients: [{ emailAddress: "sns@example.org" }] };
    const Message = JSON.stringify({ notificationType: "Bounce", mail: { messageId: "1" }, bounce });
    expect(await send(JSON.stringify({ Type: "Notification", Message }), { type })).toEqual({ noted: 1 });
    expect(await findMailStop("sns@example.org")).toMatchObject({ kind: "bounce" });
    const SubscribeURL = "https://sns.example.org/?Action=ConfirmSubscription&Token=1";
    const question = { Type: "SubscriptionConfirmation", TopicArn: "arn:aws:sns:x:1:mail", SubscribeURL };
    expect(await send(JSON.stringify(question), { type })).toEqual({ noted: 0 });
    expect(log).toHaveBeenCalledWith(expect.objectContaining({ SubscribeURL }), expect.any(String));
    expect(net).not.toHaveBeenCalled();
  });

  it("is refused if it cannot be parsed or contains too many events", async () => {
    for (const wrong of [
      event("nobody"),
      event("a@example.org", "joke"),
      Array(501).fill(event("a@example.org")),
    ])
      await expect(send(JSON.stringify(wrong))).rejects.toThrow();
    await expect(send("{")).rejects.toMatchObject({ code: "invalid" });
  });

  it("is accepted only with the secret, on hubs that have one", async () => {
    const one = JSON.stringify(event("carol@example.org"));
    for (const query of ["", "?token=", `?token=${secret}x`])
      await expect(send(one, { query })).rejects.toMatchObject({ code: "forbidden" });
    Object.assign(getConfig(), { MAIL_EVENTS_TOKEN: undefined });
    await expect(send(one)).rejects.toMatchObject({ code: "not-found" });
    expect(await findMailStop("carol@example.org")).toBeNull();
  });
});
