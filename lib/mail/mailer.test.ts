import { describe, expect, it } from "vitest";
import { startMailCatcher } from "@/e2e/fakes/mail";
import { getConfig } from "@/lib/base/config";
import { failureOf, openMailer } from "@/lib/mail/mailer";

const mail = { to: "ada@example.org", subject: "Papers", text: "One.", messageId: "<one@hub.example>" };

it("hands a batch over, each mail with its own Message-ID", async () => {
  const catcher = await startMailCatcher();
  Object.assign(getConfig(), { SMTP_URL: catcher.url });
  const mailer = openMailer();
  await Promise.all(
    ["<one@hub.example>", "<two@hub.example>"].map((id) => mailer.send({ ...mail, messageId: id })),
  );
  mailer.close();
  const ids = catcher.mails.map(({ parsed }) => parsed.messageId).sort();
  expect(ids).toEqual(["<one@hub.example>", "<two@hub.example>"]);
  await catcher.close();
});

describe("a failure", () => {
  it("of a server that is not there is certain", async () => {
    Object.assign(getConfig(), { SMTP_URL: "smtp://127.0.0.1:1" });
    const mailer = openMailer();
    expect(failureOf(await mailer.send(mail).catch((reason: unknown) => reason))).toBe("unreachable");
    mailer.close();
  });

  it.each([
    [{ responseCode: 550, command: "RCPT TO", code: "EENVELOPE" }, "refused"],
    [{ responseCode: 554, command: "DATA", code: "EMESSAGE" }, "refused"],
    [{ responseCode: 535, command: "AUTH PLAIN", code: "EAUTH" }, "later"],
    [{ responseCode: 451, command: "RCPT TO", code: "EENVELOPE" }, "later"],
    [{ code: "EENVELOPE", command: "API" }, "refused"],
    [{ code: "EDNS" }, "unreachable"],
    [{ code: "ETIMEDOUT", command: "CONN" }, "doubtful"],
    [{ code: "ECONNECTION" }, "doubtful"],
    [undefined, "doubtful"],
  ])("%j is %s", (reason, failure) => expect(failureOf(reason)).toBe(failure));
});
