import { beforeAll, beforeEach } from "vitest";
import { type CaughtMail, startMailCatcher } from "@/e2e/fakes/mail";
import { getConfig } from "@/lib/base/config";
import { closeSharedMailer } from "@/lib/mail/mailer";

/**
 * Sends the mails of a test file to an SMTP server of its own, which keeps them. Call it once at the top of the file.
 * @returns the server's address, and the mails of the running test
 */
export function withMailCatcher(): { url: string; mails: CaughtMail[] } {
  const caught = { url: "", mails: [] as CaughtMail[] };
  beforeAll(async () => {
    const { close, url, mails } = await startMailCatcher();
    Object.assign(caught, { url, mails });
    return () => {
      closeSharedMailer();
      return close();
    };
  });
  beforeEach(() => {
    Object.assign(getConfig(), { SMTP_URL: caught.url, MAIL_PER_SECOND: 1000 });
    caught.mails.length = 0;
  });
  return caught;
}
