import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startMailCatcher } from "@/e2e/fakes/mail";
import { getConfig } from "@/lib/base/config";
import {
  closeSharedMailer,
  failureOf,
  getSharedMailer,
  mailConnections,
  openMailer,
} from "@/lib/mail/mailer";

vi.mock("node:timers/promises", { spy: true });

const mail = { to: "ada@example.org", subject: "Papers", text: "One.", messageId: "<one@hub.example>" };
const signal = new AbortController().signal;

afterEach(closeSharedMailer);

it("sends several mails at once, each with its own Message-ID", async () => {
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

describe("the shared mailer", () => {
  it("sends no more mails than MAIL_PER_SECOND allows, for all callers together", async () => {
    Object.assign(getConfig(), { SMTP_URL: "smtp://127.0.0.1:1", MAIL_PER_SECOND: 50 });
    const clock = vi.spyOn(performance, "now").mockReturnValue(1000);
    const waits = vi.mocked(wait).mockClear().mockResolvedValue(undefined);
    await Promise.all(Array.from({ length: 11 }, () => getSharedMailer().waitForTurn(signal)));
    // The first mail goes at once, each further one 20 ms later.
    const expected = Array.from({ length: 10 }, (_, i) => 20 * (i + 1));
    expect(waits.mock.calls.map(([milliseconds]) => milliseconds)).toEqual(expected);
    clock.mockRestore();
    waits.mockRestore();
    expect(await getSharedMailer().waitForTurn(AbortSignal.abort())).toBe(false);
  });

  it("runs no more functions at once than it has connections", async () => {
    const mailer = getSharedMailer();
    let running = 0;
    let peak = 0;
    const run = async () => {
      peak = Math.max(peak, ++running);
      await Promise.resolve();
      running -= 1;
    };
    await Promise.all(Array.from({ length: 3 * mailConnections }, () => mailer.withConnection(run)));
    expect([peak, running]).toEqual([mailConnections, 0]);
    const refused = mailer.withConnection(() => Promise.reject(new Error("refused")));
    await expect(refused).rejects.toThrow("refused");
  });

  it("is replaced for another mail server, which then counts as reachable", () => {
    const now = new Date("2026-03-02T07:00:00Z");
    Object.assign(getConfig(), { SMTP_URL: "smtp://127.0.0.1:1" });
    getSharedMailer().noteUnreachable(now);
    expect(getSharedMailer().isUnreachable(now)).toBe(true);
    expect(getSharedMailer().isUnreachable(new Date("2026-03-02T07:01:00Z"))).toBe(false);
    Object.assign(getConfig(), { SMTP_URL: "smtp://127.0.0.1:2" });
    expect(getSharedMailer().isUnreachable(now)).toBe(false);
  });
});

describe("a failure", () => {
  it("is certain if the server cannot be reached", async () => {
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
