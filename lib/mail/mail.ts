import { createTransport, type Transporter } from "nodemailer";
import { getConfig } from "@/lib/base/config";
import { watchMail } from "@/lib/mail/mail-trouble";
import { keepInOutbox } from "@/lib/mail/outbox";

export type Mail = {
  to: string;
  subject: string;
  text: string;
  html?: string;
  headers?: Record<string, string>;
  /** With angle brackets; without one, nodemailer generates it. */
  messageId?: string;
};

/**
 * Sends a mail through the configured SMTP server or, without one, stores it in the outbox folder.
 * @throws nodemailer's error if the server does not accept the mail
 */
export async function sendMail(mail: Mail): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = getConfig();
  const message = { from: MAIL_FROM, ...mail };
  await watchMail(() => (SMTP_URL ? transport(SMTP_URL).sendMail(message) : keepInOutbox(message)));
}

const kept = globalThis as { quireMail?: { url: string; transport: Transporter } };

function transport(url: string): Transporter {
  if (kept.quireMail?.url !== url) kept.quireMail = { url, transport: createTransport(url) };
  return kept.quireMail.transport;
}
