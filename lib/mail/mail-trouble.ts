import { storageWords } from "@/lib/base/storage-failures";
import { endTrouble, noteTrouble } from "@/lib/base/troubles";

/**
 * Hands over a mail, and notes whether that works, so that /health and the admin pages say so when no mail can be sent.
 * @throws what `send` throws
 */
export async function watchMail(send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (reason) {
    const words = mailTroubleWords(reason);
    if (words) await noteTrouble("mail", words, reason);
    throw reason;
  }
  await endTrouble("mail");
}

/** The parts of nodemailer's errors that say what failed. */
type SmtpError = { responseCode?: number; command?: string; syscall?: string; code?: string };

/** What keeps all mails from being sent, in sentences; null where an error concerns only one mail. */
export function mailTroubleWords(reason: unknown): string | null {
  const stored = storageWords(reason);
  if (stored) return `No mail can be written to the outbox: ${stored}. Check the disk of QUIRE_DIR.`;
  const { responseCode = 0, command = "", syscall, code = "" } = Object(reason) as SmtpError;
  if (code === "EAUTH") return "No mail can be sent: the mail server refused the sign-in. Check SMTP_URL.";
  if (code === "ETLS")
    return "No mail can be sent: no secure connection to the mail server could be made. Check SMTP_URL.";
  if (code === "EDNS" || syscall === "getaddrinfo")
    return "No mail can be sent: there is no mail server of this name. Check SMTP_URL.";
  if (syscall === "connect" || /^(ECONNECTION|ETIMEDOUT|ECONNREFUSED)$/.test(code))
    return "No mail can be sent: the mail server does not answer. Check SMTP_URL.";
  if (responseCode >= 500 && /^MAIL FROM/.test(command))
    return "No mail can be sent: the mail server refused the sender. Check MAIL_FROM.";
  return null;
}
