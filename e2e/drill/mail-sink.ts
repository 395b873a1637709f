import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** What is kept of a mail. */
export type SunkMail = {
  to: string;
  /** The keys of the papers whose addresses its text names. */
  papers: string[];
};

export type MailSink = { url: string; mails: SunkMail[]; close: () => Promise<void> };

/**
 * Starts an SMTP server that takes every mail and confirms it a moment later, as mail servers do: whoever is killed in
 * that moment cannot know whether the mail was taken.
 * @param delayMs gives the moment for the next mail
 */
export async function startMailSink(delayMs: () => number): Promise<MailSink> {
  const mails: SunkMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData: (stream, session, done) => {
      simpleParser(stream)
        .then(async ({ text = "" }) => {
          const papers = [...text.matchAll(/\/papers\/([\w.-]+)/g)].map(([, key = ""]) => key);
          for (const { address } of session.envelope.rcptTo)
            mails.push({ to: address, papers: [...new Set(papers)] });
          await pause(delayMs());
          done();
        })
        .catch(done);
    },
  });
  // A sender that is killed breaks its connection.
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
