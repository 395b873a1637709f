import { createTransport } from "nodemailer";
import { getConfig } from "@/lib/base/config";
import type { Mail } from "@/lib/mail/mail";
import { keepInOutbox } from "@/lib/mail/outbox";

/** Mails of a batch, over a few connections that stay open between them. */
export type Mailer = { send: (mail: Mail & { messageId: string }) => Promise<void>; close: () => void };

/** How a mail that the server did not confirm may be handled: it will never be taken, not now, or may have been. */
export type Failure = "refused" | "later" | "unreachable" | "doubtful";

/** Mails handed over at once, each over its own connection. */
export const lanes = 8;

const minute = 60_000;

/** Opens the way for a batch: the configured SMTP server or, without one, the outbox folder. The caller closes it. */
export function openMailer(): Mailer {
  const { SMTP_URL, MAIL_FROM } = getConfig();
  if (!SMTP_URL) return { send: (mail) => keepInOutbox({ from: MAIL_FROM, ...mail }), close: () => {} };
  const transport = createTransport({
    ...{ url: SMTP_URL, pool: true, maxConnections: lanes, maxMessages: 500 },
    // By itself the pool sends again what a lost connection held, and the server may have taken it.
    maxRequeues: 0,
    ...{ connectionTimeout: minute / 2, greetingTimeout: minute / 2, socketTimeout: minute },
  });
  return {
    send: async (mail) => void (await transport.sendMail({ from: MAIL_FROM, ...mail })),
    close: () => transport.close(),
  };
}

/**
 * What a failure to send says. Only an answer of the server, or a connection that never came about, is certain; whoever
 * lost the line while the server was thinking cannot know.
 */
export function failureOf(reason: unknown): Failure {
  const { responseCode = 0, command = "", syscall, code = "" } = Object(reason) as Trouble;
  if (responseCode >= 500 && /^(RCPT TO|DATA)/.test(command)) return "refused";
  if (responseCode >= 400) return "later";
  if (code === "EENVELOPE") return "refused";
  if (syscall === "connect" || ["EDNS", "EAUTH", "ETLS"].includes(code)) return "unreachable";
  return "doubtful";
}

type Trouble = { responseCode?: number; command?: string; syscall?: string; code?: string };
