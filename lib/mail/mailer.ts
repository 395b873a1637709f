import { createTransport } from "nodemailer";
import { createPacer } from "@/lib/base/concurrency";
import { getConfig } from "@/lib/base/config";
import { minuteMs, plus } from "@/lib/base/time";
import type { Mail } from "@/lib/mail/mail";
import { keepInOutbox } from "@/lib/mail/outbox";

/** Hands mails over, over a few connections that stay open between them. */
export type Mailer = { send: (mail: Mail & { messageId: string }) => Promise<void>; close: () => void };

/** The mailer that all mails of a worker process share, so that together they keep to MAIL_PER_SECOND. */
export type SharedMailer = Mailer & {
  /** Waits until MAIL_PER_SECOND lets the next mail go. @returns false where `signal` asked to stop meanwhile */
  waitForTurn: (signal: AbortSignal) => Promise<boolean>;
  /** Does something once a connection is free for it, so that a mail which is marked as being sent does not wait. */
  withConnection: <T>(run: () => Promise<T>) => Promise<T>;
  /** Notes that the mail server could not be reached. */
  noteUnreachable: (now: Date) => void;
  /** Whether the mail server could not be reached within the last minute, so that trying again is of no use yet. */
  isUnreachable: (now: Date) => boolean;
};

/**
 * What is known about a mail that the server did not confirm: it will never be taken (`refused`), was not taken this
 * time (`later`), was not even offered (`unreachable`), or may have been taken (`doubtful`).
 */
export type Failure = "refused" | "later" | "unreachable" | "doubtful";

/** How many mails are handed over at once, each over its own connection. */
export const mailConnections = 8;

const never = new AbortController().signal;

/** Opens connections to the configured SMTP server or, without one, to the outbox folder. The caller closes them. */
export function openMailer(): Mailer {
  const { SMTP_URL, MAIL_FROM } = getConfig();
  if (!SMTP_URL) return { send: (mail) => keepInOutbox({ from: MAIL_FROM, ...mail }), close: () => {} };
  const transport = createTransport({
    url: SMTP_URL,
    pool: true,
    maxConnections: mailConnections,
    maxMessages: 500,
    // Without this the pool sends again what a lost connection held, although the server may have taken it.
    maxRequeues: 0,
    connectionTimeout: minuteMs / 2,
    greetingTimeout: minuteMs / 2,
    socketTimeout: minuteMs,
  });
  return {
    send: async (mail) => void (await transport.sendMail({ from: MAIL_FROM, ...mail })),
    close: () => transport.close(),
  };
}

const kept = globalThis as { quireMailer?: { settings: string; mailer: SharedMailer } };

/** The mailer of this process; its connections stay open until `closeSharedMailer`. */
export function getSharedMailer(): SharedMailer {
  const { SMTP_URL = "", MAIL_PER_SECOND } = getConfig();
  const settings = `${MAIL_PER_SECOND} a second to ${SMTP_URL}`;
  if (kept.quireMailer?.settings !== settings) {
    closeSharedMailer();
    kept.quireMailer = { settings, mailer: openSharedMailer(MAIL_PER_SECOND) };
  }
  return kept.quireMailer.mailer;
}

/** Closes the connections of this process's mailer. Mailing afterwards opens new ones. */
export function closeSharedMailer(): void {
  kept.quireMailer?.mailer.close();
  delete kept.quireMailer;
}

function openSharedMailer(perSecond: number): SharedMailer {
  const pace = createPacer(perSecond, never);
  const waiting: (() => void)[] = [];
  let free = mailConnections;
  let unreachableUntil: Date | undefined;
  return {
    ...openMailer(),
    waitForTurn: async (signal) => {
      await pace();
      return !signal.aborted;
    },
    withConnection: async (run) => {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await run();
      } finally {
        // Whoever waits longest gets the connection.
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      }
    },
    noteUnreachable: (now) => {
      unreachableUntil = plus(now, { minutes: 1 });
    },
    isUnreachable: (now) => unreachableUntil !== undefined && now < unreachableUntil,
  };
}

/**
 * Reads what went wrong from what sending a mail threw. Only an answer of the server, or a connection that was never
 * made, is certain: when the connection was lost while the server worked on the mail, nobody knows whether it took it.
 */
export function failureOf(reason: unknown): Failure {
  const { responseCode = 0, command = "", syscall, code = "" } = Object(reason) as SmtpError;
  if (responseCode >= 500 && /^(RCPT TO|DATA)/.test(command)) return "refused";
  if (responseCode >= 400) return "later";
  if (code === "EENVELOPE") return "refused";
  if (syscall === "connect" || ["EDNS", "EAUTH", "ETLS"].includes(code)) return "unreachable";
  return "doubtful";
}

type SmtpError = { responseCode?: number; command?: string; syscall?: string; code?: string };
