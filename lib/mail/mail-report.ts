import { z } from "zod";
import { emailSchema } from "@/lib/people/schema";

/** What a mail server tells: an address cannot be reached for good, or its reader complained. */
export const mailEventSchema = z.object({ type: z.enum(["bounce", "complaint"]), email: emailSchema });

export type MailEvent = z.output<typeof mailEventSchema>;

/**
 * What a mail of a mail server's tells: a delivery status notification (RFC 3464) or a feedback report (RFC 5965).
 * Delays, and failures that may pass (4.x.x), tell nothing.
 * @param raw the mail as it came, headers and all
 */
export function readMailReport(raw: string): MailEvent[] {
  const text = raw.replaceAll("\r\n", "\n");
  return toMailEvents([...bouncesIn(partOf(text, "delivery-status")), ...complaintsIn(text)]);
}

/** An event as it was told: the address may have a name around it, or be none. */
export type Found = { type: MailEvent["type"]; email: string };

/** Events with their bare addresses; those that have none are left out. */
export function toMailEvents(found: Found[]): MailEvent[] {
  return found.flatMap(({ type, email }) => {
    const parsed = mailEventSchema.safeParse({ type, email: bareAddress(email) });
    return parsed.success ? [parsed.data] : [];
  });
}

function bouncesIn(part: string): Found[] {
  // The first group is about the mail; each further one is about one recipient.
  return part.split(/\n\s*\n/).flatMap((group) => {
    const fields = readFields(group);
    const failed =
      fields.get("action")?.toLowerCase() === "failed" && /^5\./.test(fields.get("status") ?? "");
    const recipient = fields.get("original-recipient") ?? fields.get("final-recipient") ?? "";
    return failed ? [{ type: "bounce" as const, email: recipient }] : [];
  });
}

function complaintsIn(text: string): Found[] {
  const part = partOf(text, "feedback-report");
  const fields = readFields(part);
  if (!/^(abuse|opt-out)/i.test(fields.get("feedback-type") ?? "")) return [];
  // Some leave the recipient out; then it stands in the mail that the reader complained about.
  const returned = partOf(text, "rfc822") || partOf(text, "rfc822-headers");
  const email = fields.get("original-rcpt-to") ?? readFields(returned.split("\n\n")[0] ?? "").get("to") ?? "";
  return [{ type: "complaint", email }];
}

/** The body of the first part of a kind of message, up to the next boundary. */
function partOf(text: string, kind: string): string {
  const head = new RegExp(`^content-type:\\s*(message|text)/${kind}\\b`, "im").exec(text);
  if (!head) return "";
  const body = text.indexOf("\n\n", head.index);
  return body < 0 ? "" : (text.slice(body + 2).split(/^--\S/m)[0] ?? "");
}

function readFields(group: string): Map<string, string> {
  const lines = group.replace(/\n[ \t]+/g, " ").split("\n");
  const fields = lines.flatMap((line) => {
    const match = /^([\w-]+):\s*(.*)$/.exec(line);
    return match?.[1] ? [[match[1].toLowerCase(), (match[2] ?? "").trim()] as const] : [];
  });
  return new Map(fields);
}

function bareAddress(text: string): string {
  const inner = /<([^<>]+)>/.exec(text)?.[1] ?? text.replace(/^[\w-]+;/, "");
  return inner.trim();
}
