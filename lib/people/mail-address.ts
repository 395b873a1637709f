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

/**
 * The normal form by which an address is counted and banned: folded, and without the part after a plus sign, because
 * `ada+one@example.org` and `ada+two@example.org` are usually one mailbox. Mails go to the address as it was given.
 */
export function mailKey(email: string): string {
  const { local, domain } = partsOf(email);
  return `${local}@${domain}`;
}

/**
 * Whether two addresses have the same normal form, as a condition on rows with folded addresses.
 * @returns the normal form itself, and what an address with a plus sign begins and ends with
 */
export function sameMailbox(email: string): { exact: string; start: string; end: string } {
  const { local, domain } = partsOf(email);
  return { exact: `${local}@${domain}`, start: `${local}+`, end: `@${domain}` };
}

function partsOf(email: string): { local: string; domain: string } {
  const address = foldAddress(email);
  const at = address.lastIndexOf("@");
  // A plus sign at the very start begins no suffix: nothing would remain of the address.
  return {
    local: address.slice(0, Math.max(at, 0)).replace(/(?<=.)\+.*$/s, ""),
    domain: address.slice(at + 1),
  };
}
