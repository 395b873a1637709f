import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export type CaughtMail = { to: string[]; subject: string; text: string; html: string; parsed: ParsedMail };

export type MailCatcher = {
  /** For SMTP_URL. */
  url: string;
  mails: CaughtMail[];
  /** Gives the newest mail to this address, and waits for one if there is none. */
  waitForMail: (to: string, milliseconds?: number) => Promise<CaughtMail>;
  close: () => Promise<void>;
};

/** Starts an SMTP server on the loopback address that accepts every mail and keeps it in memory. */
export async function startMailCatcher(port = 0): Promise<MailCatcher> {
  const mails: CaughtMail[] = [];
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData: (stream, session, done) => {
      simpleParser(stream).then((parsed) => {
        mails.push(
          caught(
            parsed,
            session.envelope.rcptTo.map((recipient) => recipient.address),
          ),
        );
        for (const check of waiting) check();
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
  const bound = (server.server.address() as AddressInfo).port;
  return {
    url: `smtp://127.0.0.1:${bound}`,
    mails,
    waitForMail: (to, milliseconds = 10_000) => waitFor(mails, waiting, to, milliseconds),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function caught(parsed: ParsedMail, to: string[]): CaughtMail {
  return {
    to,
    subject: parsed.subject ?? "",
    text: parsed.text ?? "",
    html: parsed.html || "",
    parsed,
  };
}

function waitFor(
  mails: CaughtMail[],
  waiting: Set<() => void>,
  to: string,
  milliseconds: number,
): Promise<CaughtMail> {
  return new Promise((resolve, reject) => {
    const check = () => {
      const found = mails.findLast((mail) => mail.to.includes(to));
      if (!found) return;
      clearTimeout(timer);
      waiting.delete(check);
      resolve(found);
    };
    const timer = setTimeout(() => {
      waiting.delete(check);
      reject(new Error(`No mail to ${to} came within ${milliseconds} ms`));
    }, milliseconds);
    waiting.add(check);
    check();
  });
}
