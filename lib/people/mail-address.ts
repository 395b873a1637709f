import { domainToASCII } from "node:url";
import { normalized } from "@/lib/base/text";

// No address is longer, and the time to write a domain in ASCII grows with the square of its length.
const maxLength = 1000;

/**
 * A mail address as it is stored and mailed: without spaces around it, in lower case, compatibility characters replaced by
 * usual ones (NFKC), an international domain in its ASCII form. A text that is no address is not made one.
 */
export function foldAddress(given: string): string {
  if (given.length > maxLength) return given.trim().toLowerCase();
  const address = normalized(given, "NFKC").trim().toLowerCase();
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1);
  return at < 0 ? address : `${address.slice(0, at)}@${domainToASCII(domain) || domain}`;
}

/** The domains of Gmail, where a mailbox has one address however many dots its name is written with. */
export const gmailDomains = ["gmail.com", "googlemail.com"];

/**
 * The normal form by which an address is counted and banned: folded, and without the part after a plus sign, because
 * `ada+one@example.org` and `ada+two@example.org` are usually one mailbox; at Gmail without dots, too. Mails go to the address
 * as it was given.
 */
export function mailKey(email: string): string {
  const { local, domain } = mailboxParts(email);
  return `${local}@${domain}`;
}

/**
 * Whether two addresses have the same normal form, as a condition on rows with folded addresses outside Gmail.
 * @returns the normal form itself, and what an address with a plus sign begins and ends with
 */
export function sameMailbox(email: string): { exact: string; start: string; end: string } {
  const { local, domain } = mailboxParts(email);
  return { exact: `${local}@${domain}`, start: `${local}+`, end: `@${domain}` };
}

/** The two parts of an address's normal form; that of a Gmail address has the first of Gmail's domains. */
export function mailboxParts(email: string): { local: string; domain: string } {
  const address = foldAddress(email);
  const at = address.lastIndexOf("@");
  // A plus sign at the very start begins no suffix: nothing would remain of the address.
  const local = address.slice(0, Math.max(at, 0)).replace(/(?<=.)\+.*$/s, "");
  const domain = address.slice(at + 1);
  return gmailDomains.includes(domain)
    ? { local: local.replaceAll(".", ""), domain: "gmail.com" }
    : { local, domain };
}
