import { createTransport } from "nodemailer";
import { createLimiter, createPacer } from "@/lib/base/concurrency";
import { getConfig } from "@/lib/base/config";
import { storageWords } from "@/lib/base/storage-failures";
import { minuteMs } from "@/lib/base/time";
import type { Mail } from "@/lib/mail/mail";
import { watchMail } from "@/lib/mail/mail-trouble";
import { keepInOutbox } from "@/lib/mail/outbox";

/** Sends mails over a few connections that stay open. */
export type Mailer = { send: (mail: Mail & { messageId: string }) => Promise<void>; close: () => void };

/** The mailer that a worker process uses for all mails, so that together they respect MAIL_PER_SECOND. */
export type SharedMailer = Mailer & {
  /** Waits until MAIL_PER_SECOND allows the next mail. @returns false if the signal was aborted meanwhile */
  waitForTurn: (signal: AbortSignal) => Promise<boolean>;
  /** Runs a function once a connection is free, so that a mail does not wait after it was marked as being sent. */
  withConnection: <T>(run: () => Promise<T>) => Promise<T>;
  /** Records that the mail server could not be reached. */
  noteUnreachable: (now: Date) => void;
  /** Whether the mail server could not be reached within the last minute, so that it is too early to try again. */
  isUnreachable: (now: Date) => boolean;
};

/**
 * What is known about a mail that the server did not confirm: it is refused for good (`refused`), was deferred (`later`),
 * did not reach the server (`unreachable`), or may have been accepted (`doubtful`).
 */
export type Failure = "refused" | "later" | "unreachable" | "doubtful";

/** How many mails are sent at the same time, each over its own connection. */
export const mailConnections = 8;

/** Opens connections to the configured SMTP server or, without one, to the outbox folder. The caller closes them. */
export function openMailer(): Mailer {
  const { SMTP_URL, MAIL_FROM } = getConfig();
  if (!SMTP_URL)
    return {
      send: (mail) => watchMail(() => keepInOutbox({ from: MAIL_FROM, ...mail })),
      close: () => {},
    };
  const transport = createTransport({
    url: SMTP_URL,
    pool: true,
    maxConnections: mailConnections,
    maxMessages: 500,
    // By default the pool resends the mail of a lost connection, although the server may have accepted it.
    maxRequeues: 0,
    connectionTimeout: minuteMs / 2,
    greetingTimeout: minuteMs / 2,
    socketTimeout: minuteMs,
  });
  return {
    send: (mail) => watchMail(() => transport.sendMail({ from: MAIL_FROM, ...mail })),
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
  const pace = createPacer(perSecond);
  let unreachableAt: number | undefined;
  return {
    ...openMailer(),
    waitForTurn: async (signal) => {
      await pace();
      return !signal.aborted;
    },
    withConnection: createLimiter(mailConnections),
    noteUnreachable: (now) => {
      unreachableAt = now.getTime();
    },
    // After a clock that was set back, the last failure may lie in the future: it is as good as long ago.
    isUnreachable: (now) => unreachableAt !== undefined && Math.abs(now.getTime() - unreachableAt) < minuteMs,
  };
}

/**
 * Classifies an error from sending a mail. Only an answer of the server, or a connection that was never made, is certain:
 * if the connection was lost while the server handled the mail, nobody knows whether it accepted it.
 */
export function failureOf(reason: unknown): Failure {
  const { responseCode = 0, command = "", syscall, code = "" } = Object(reason) as SmtpError;
  if (responseCode >= 500 && /^(RCPT TO|DATA)/.test(command)) return "refused";
  if (responseCode >= 400) return "later";
  if (code === "EENVELOPE") return "refused";
  // The outbox could not be written to.
  if (storageWords(reason)) return "unreachable";
  if (syscall === "connect" || ["EDNS", "EAUTH", "ETLS"].includes(code)) return "unreachable";
  return "doubtful";
}

type SmtpError = { responseCode?: number; command?: string; syscall?: string; code?: string };
