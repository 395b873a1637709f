import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { beforeEach, describe, expect, it } from "vitest";
import { withMailCatcher } from "@/e2e/support/caught-mails";
import { makePaper, makePerson } from "@/e2e/support/made";
import { runJobs, sumOf } from "@/e2e/support/queue";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { plus } from "@/lib/base/time";
import {
  chooseNotificationMail,
  findMailedReader,
  stopNotificationMail,
  stopToken,
} from "@/lib/follows/notifications/mail-choice";
import { mailNotifications } from "@/lib/follows/notifications/mail-notifications";
import { nextDailyHour, planMails } from "@/lib/follows/notifications/plan-mails";
import { findMailStop, noteBounce } from "@/lib/mail/bounces";
import { closeSharedMailer, getSharedMailer, mailConnections } from "@/lib/mail/mailer";
import type { Viewer } from "@/lib/people/viewer";
import type { EventTasks } from "@/lib/worker/tasks";

withTestDb();

const now = new Date("2026-03-10T12:00:00Z");
const catcher = withMailCatcher();

beforeEach(async () => {
  Object.assign(getConfig(), { NEXTAUTH_SECRET: "s".repeat(32) });
  await getDb().notification.deleteMany();
  await getDb().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

type Notified = { title?: string; createdAt?: Date; at?: Date; withdrawn?: boolean };

async function notify({ id: userId }: Viewer, given: Notified = {}) {
  const { title = "On $x^2$ things", createdAt = now, at = createdAt, withdrawn = false } = given;
  const paper = await makePaper({ title, withdrawn });
  const row = { userId, paperId: paper.id, createdAt };
  await getDb().notification.createMany({
    data: [
      { ...row, kind: "version", version: 2 },
      { ...row, kind: "comments", count: 3, firstCommentId: 7 },
    ],
  });
  await planMails(getDb(), [userId], at);
  return paper;
}

const instant = async (given = {}) => {
  const person = await makePerson(given);
  await chooseNotificationMail(person, "instantly", now);
  return person;
};
const run = async (at = now, onMarked?: () => void) => {
  const tasks: Partial<EventTasks> = {
    "mail-notifications": (payload, context) =>
      mailNotifications(payload, { ...context, ...(onMarked && { onMarked }) }),
  };
  return { mailed: sumOf(await runJobs(tasks, at), "mailed") };
};
const later = (minutes: number) => plus(now, { minutes });
const unmailed = () => getDb().notification.count({ where: { mailedAt: null } });
const subjects = () => catcher.mails.map(({ to, subject }) => [to[0], subject]);

/** A mail server that answers each address with the code given for it. */
async function refuse(codeOf: (address: string) => number) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo: ({ address }, _session, done) =>
      done(Object.assign(new Error("no"), { responseCode: codeOf(address) })),
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  Object.assign(getConfig(), { SMTP_URL: `smtp://127.0.0.1:${port}` });
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return {
    // The mailer keeps connections open, and the server would wait for them.
    close: () => {
      closeSharedMailer();
      return close();
    },
  };
}

describe("waiting notifications", () => {
  it("are sent in one mail, once", async () => {
    const person = await instant();
    const paper = await notify(person);
    const other = await notify(person, { title: "Another" });
    await Promise.all([run(), run()]);
    await run();
    expect(subjects()).toEqual([[`${person.username}@example.org`, "4 new things about what you follow"]]);
    const [mail] = catcher.mails;
    for (const part of [mail?.text, mail?.html]) {
      expect(part).toMatch(/On x² things[\s\S]+Version 2[\s\S]+3 new comments[\s\S]+Another/);
      expect(part).toContain(`http://localhost:3000/papers/${paper.key}#comment-7`);
      expect(part).toContain(`/papers/${other.key}`);
      expect(part).toContain(`/mail/stop?token=${stopToken(person.id)}`);
    }
    expect(mail?.text).toContain("Tuesday, 10 March 2026");
    expect(mail?.parsed.headers.get("list")).toMatchObject({
      unsubscribe: { url: `http://localhost:3000/mail/one-click?token=${stopToken(person.id)}` },
    });
  });

  it("say that their paper was withdrawn", async () => {
    await notify(await instant(), { withdrawn: true });
    await run();
    const [mail] = catcher.mails;
    for (const part of [mail?.text, mail?.html]) expect(part).toContain("This paper was withdrawn.");
  });

  it("are not mailed to a stopped address, nor when they are old", async () => {
    const stopped = await instant();
    const late = await instant();
    await noteBounce(`${stopped.username}@example.org`, "complaint");
    await notify(stopped);
    await notify(late, { createdAt: new Date("2026-03-07T11:00:00Z") });
    expect(await run()).toEqual({ mailed: 0 });
    expect(await unmailed()).toBe(2);
  });

  it("are mailed once a day from eight o'clock on, if daily is chosen", async () => {
    const person = await makePerson();
    const at = (time: string) => new Date(`2026-03-${time}:00Z`);
    await notify(person, { at: at("10T07:00") });
    expect(await run(at("10T07:30"))).toEqual({ mailed: 0 });
    expect(await run(at("10T07:59"))).toEqual({ mailed: 0 });
    expect(await run(at("10T08:00"))).toEqual({ mailed: 1 });
    await notify(person, { at: at("10T09:00") });
    expect(await run(at("10T23:00"))).toEqual({ mailed: 0 });
    expect(await run(at("11T08:15"))).toEqual({ mailed: 1 });
  });

  it("are mailed by the clock of the reader's time zone", () => {
    const noon = new Date("2026-03-10T12:00:00Z");
    const isTime = (zone: string, last: Date | null) => nextDailyHour(zone, last, noon) <= noon;
    expect(isTime("America/Los_Angeles", null)).toBe(false);
    expect(isTime("Asia/Tokyo", new Date("2026-03-10T01:00:00Z"))).toBe(false);
    expect(isTime("Asia/Tokyo", new Date("2026-03-09T14:00:00Z"))).toBe(true);
    expect(nextDailyHour("Asia/Tokyo", new Date("2026-03-10T01:00:00Z"), noon)).toEqual(
      new Date("2026-03-10T23:00:00Z"),
    );
  });
});

describe("a mail that fails", () => {
  it("is tried again if the server cannot be reached", async () => {
    await notify(await instant());
    Object.assign(getConfig(), { SMTP_URL: "smtp://127.0.0.1:1" });
    await expect(run()).rejects.toThrow();
    expect(await unmailed()).toBe(2);
    Object.assign(getConfig(), { SMTP_URL: catcher.url });
    expect(await run(later(1))).toEqual({ mailed: 1 });
  });

  it("is not marked as mailed while it waits for a connection to the mail server", async () => {
    await notify(await instant());
    const events: string[] = [];
    let free = () => {};
    const until = new Promise<void>((resolve) => {
      free = () => resolve(void events.push("a connection is free"));
    });
    const others = Array.from({ length: mailConnections }, () =>
      getSharedMailer().withConnection(() => until),
    );
    const mailed = run(now, () => void events.push("marked"));
    for (let i = 0; i < 50; i++) expect(await unmailed()).toBe(2);
    free();
    expect(await mailed).toEqual({ mailed: 1 });
    expect(events).toEqual(["a connection is free", "marked"]);
    await Promise.all(others);
  });

  it("is not sent twice after a worker crashed in the middle", async () => {
    await notify(await instant());
    const crash = () => {
      throw new Error("crash");
    };
    await expect(run(now, crash)).rejects.toThrow("crash");
    expect(await run(later(1))).toEqual({ mailed: 0 });
  });

  it("stops further mails if the address is refused, and waits if it is deferred", async () => {
    const server = await refuse((address) => (address.startsWith("gone") ? 550 : 451));
    for (const username of ["gone", "busy"]) await notify(await instant({ username }));
    expect(await run()).toEqual({ mailed: 0 });
    expect(await findMailStop("gone@example.org")).toMatchObject({ kind: "bounce" });
    expect(await findMailStop("busy@example.org")).toBeNull();
    expect(await unmailed()).toBe(2);
    await server.close();
  });

  it("waits longer after each deferral, up to an hour, until it is accepted", async () => {
    const tries: number[] = [];
    let minute = 0;
    const server = await refuse(() => tries.push(minute) && 451);
    const grey = await instant({ username: "grey" });
    await notify(grey);
    for (; minute < 300; minute++) await run(later(minute));
    expect(tries).toEqual([0, 1, 6, 21, 81, 141, 201, 261]);
    await server.close();
    Object.assign(getConfig(), { SMTP_URL: catcher.url });
    expect(await run(later(320))).toEqual({ mailed: 0 });
    expect(await run(later(321))).toEqual({ mailed: 1 });
    await notify(grey, { createdAt: later(322) });
    expect(await run(later(322))).toEqual({ mailed: 1 });
  });
});

it("a link stops the notification mails of its own reader only, without signing in", async () => {
  const person = await makePerson();
  const other = await makePerson();
  const token = stopToken(person.id);
  const email = `${person.username}@example.org`;
  expect(await findMailedReader(token)).toEqual({ email, stopped: false });
  await stopNotificationMail(token);
  await stopNotificationMail(token);
  expect(await findMailedReader(token)).toEqual({ email, stopped: true });
  expect(await findMailedReader(stopToken(other.id))).toMatchObject({ stopped: false });
  for (const wrong of [
    "",
    "x",
    token.replace(/^\d+/, String(other.id)),
    `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`,
  ])
    await expect(stopNotificationMail(wrong)).rejects.toMatchObject({ code: "not-found" });
});
