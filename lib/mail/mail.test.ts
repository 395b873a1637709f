import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startMailCatcher } from "@/e2e/fakes/mail";
import { getConfig } from "@/lib/base/config";
import { sendMail } from "@/lib/mail/mail";
import { mailTroubleWords } from "@/lib/mail/mail-trouble";
import { failureOf } from "@/lib/mail/mailer";
import { findOutboxMail, isOutboxShown, keepInOutbox, listOutbox } from "@/lib/mail/outbox";

vi.mock("node:fs/promises", { spy: true });

const dir = mkdtempSync(join(tmpdir(), "quire-mail-"));
const set = (values: object) => Object.assign(getConfig(), values);
const mail = { to: "ada@example.org", subject: "Grüße", text: "Open https://hub.example/x?token=1\n" };

beforeEach(() => set({ QUIRE_DIR: dir, SMTP_URL: undefined, HUB_URL: "http://localhost:3000" }));
afterAll(() => rmSync(dir, { recursive: true }));

describe("without a mail server", () => {
  it("mails are stored as files and listed newest first", async () => {
    await keepInOutbox({ from: "a@b.example", ...mail, subject: "Old" }, new Date("2020-03-02T12:00:00Z"));
    await sendMail(mail);
    const mails = await listOutbox();
    expect(mails.map((kept) => kept.subject)).toEqual(["Grüße", "Old"]);
    expect(mails[1]).toMatchObject({ to: mail.to, text: mail.text, at: new Date("2020-03-02T12:00:00Z") });
    expect(await findOutboxMail(mails[0]?.id ?? "")).toEqual(mails[0]);
    const eml = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml"));
    expect(readFileSync(join(dir, "outbox", eml[0] ?? ""), "utf8")).toMatch(/^From: a@b.example\r\n/);
  });

  it("a full disk leaves nothing half-written behind, and the next mail is stored once there is room", async () => {
    const before = readdirSync(join(dir, "outbox"));
    const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    for (const failing of [1, 2]) {
      const { writeFile: write } =
        await vi.importActual<typeof import("node:fs/promises")>("node:fs/promises");
      let count = 0;
      vi.mocked(writeFile).mockImplementation(async (...given) => {
        await write(...given);
        if (++count === failing) throw full;
      });
      await expect(sendMail(mail)).rejects.toThrow(full);
      vi.mocked(writeFile).mockRestore();
      expect(readdirSync(join(dir, "outbox"))).toEqual(before);
      expect(failureOf(full)).toBe("unreachable");
    }
    await sendMail(mail);
    expect(readdirSync(join(dir, "outbox"))).toHaveLength(before.length + 2);
  });

  it("no other file is read", async () => {
    for (const id of ["../x", "", "20260302T120000000Z-000000000000", "a/b"])
      expect(await findOutboxMail(id)).toBeNull();
  });

  it("a line break in a header adds no header", async () => {
    await sendMail({ ...mail, subject: "Hi\r\nBcc: eve@evil.example" });
    const names = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml"));
    const newest = readFileSync(join(dir, "outbox", names.sort().at(-1) ?? ""), "utf8");
    expect(newest).not.toMatch(/^Bcc:/m);
  });
});

describe("the outbox page", () => {
  const from = (host: string, local = "yes") => new Headers({ host, "x-quire-local": local });

  it("is shown only on one's own machine and without a mail server", () => {
    for (const host of ["localhost:3000", "127.0.0.1:3000", "[::1]:3000"])
      expect(isOutboxShown(from(host))).toBe(true);
    for (const host of ["hub.example", "localhost.evil.example", ""])
      expect(isOutboxShown(from(host))).toBe(false);
    expect(isOutboxShown(new Headers({ "x-quire-local": "yes" }))).toBe(false);
    set({ HUB_URL: "https://hub.example" });
    expect(isOutboxShown(from("localhost:3000"))).toBe(false);
    set({ HUB_URL: "http://localhost:3000", SMTP_URL: "smtp://127.0.0.1:25" });
    expect(isOutboxShown(from("localhost:3000"))).toBe(false);
  });

  it("is refused to other machines, and to everybody if a proxy is trusted", () => {
    expect(isOutboxShown(from("localhost:3000", "no"))).toBe(false);
    expect(isOutboxShown(new Headers({ host: "localhost:3000" }))).toBe(false);
    set({ TRUST_PROXY: "on" });
    expect(isOutboxShown(from("localhost:3000"))).toBe(false);
    set({ TRUST_PROXY: "off" });
  });
});

describe("with a mail server", () => {
  it("mails are sent to it", async () => {
    const catcher = await startMailCatcher();
    set({ SMTP_URL: catcher.url });
    await sendMail({ ...mail, headers: { "List-Unsubscribe": "<https://hub.example/stop>" } });
    const got = await catcher.waitForMail("ada@example.org");
    expect(got).toMatchObject({ subject: "Grüße", text: expect.stringContaining("token=1") });
    await catcher.close();
    await expect(sendMail(mail)).rejects.toThrow();
  });
});

describe("what keeps all mails from being sent", () => {
  it.each([
    [{ code: "EAUTH", responseCode: 535, command: "AUTH PLAIN" }, /refused the sign-in\. Check SMTP_URL/],
    [{ code: "EDNS", syscall: "getaddrinfo" }, /no mail server of this name/],
    [{ code: "ESOCKET", syscall: "connect" }, /does not answer/],
    [{ code: "ETIMEDOUT", command: "CONN" }, /does not answer/],
    [{ code: "ETLS" }, /no secure connection/],
    [{ code: "EENVELOPE", responseCode: 550, command: "MAIL FROM" }, /refused the sender\. Check MAIL_FROM/],
    [{ code: "ENOSPC" }, /written to the outbox: the disk is full/],
    [{ code: "EROFS" }, /written to the outbox: it is read-only/],
  ])("is said of %j", (error, words) => {
    expect(mailTroubleWords(Object.assign(new Error("no"), error))).toMatch(words);
  });

  it("is not a refusal of one reader's mail", () => {
    for (const error of [
      { code: "EENVELOPE", responseCode: 550, command: "RCPT TO" },
      { code: "EMESSAGE", responseCode: 552, command: "DATA" },
      { responseCode: 451, command: "RCPT TO" },
    ])
      expect(mailTroubleWords(Object.assign(new Error("no"), error))).toBeNull();
  });
});
