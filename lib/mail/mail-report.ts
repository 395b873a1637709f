import { z } from "zod";
import { emailSchema } from "@/lib/people/schema";

/** A report about an address: a permanent bounce, or a complaint by its owner. */
export const mailEventSchema = z.object({ type: z.enum(["bounce", "complaint"]), email: emailSchema });

export type MailEvent = z.output<typeof mailEventSchema>;

/**
 * Parses a report that a mail server sent as a mail: a delivery status notification (RFC 3464) or a feedback report
 * (RFC 5965). Delays and temporary failures (4.x.x) are ignored.
 * @param raw the whole mail, with its headers
 */
export function readMailReport(raw: string): MailEvent[] {
  const text = raw.replaceAll("\r\n", "\n");
  return toMailEvents([...bouncesIn(partOf(text, "delivery-status")), ...complaintsIn(text)]);
}

/** An unchecked event: `email` may contain a name beside the address, or no address at all. */
export type ReportedEvent = { type: MailEvent["type"]; email: string };

/** Reduces the addresses of reported events to their bare form, and drops events without an address. */
export function toMailEvents(found: ReportedEvent[]): MailEvent[] {
  return found.flatMap(({ type, email }) => {
    const parsed = mailEventSchema.safeParse({ type, email: bareAddress(email) });
    return parsed.success ? [parsed.data] : [];
  });
}

const maxGroups = 1000;

function bouncesIn(part: string): ReportedEvent[] {
  // The first group of fields is about the mail, each further group about one recipient.
  return part.split(/\n\s*\n/, maxGroups).flatMap((group) => {
    const fields = readFields(group);
    const failed =
      fields.get("action")?.toLowerCase() === "failed" && /^5\./.test(fields.get("status") ?? "");
    const recipient = fields.get("original-recipient") ?? fields.get("final-recipient") ?? "";
    return failed ? [{ type: "bounce" as const, email: recipient }] : [];
  });
}

function complaintsIn(text: string): ReportedEvent[] {
  const part = partOf(text, "feedback-report");
  const fields = readFields(part);
  if (!/^(abuse|opt-out)/i.test(fields.get("feedback-type") ?? "")) return [];
  // Some reports leave the recipient out; it is then read from the mail that the reader complained about.
  const returned = partOf(text, "rfc822") || partOf(text, "rfc822-headers");
  const email = fields.get("original-rcpt-to") ?? readFields(returned.split("\n\n")[0] ?? "").get("to") ?? "";
  return [{ type: "complaint", email }];
}

/** The body of the first part with this content type, up to the next boundary. */
function partOf(text: string, kind: string): string {
  const head = new RegExp(`^content-type:\\s*(message|text)/${kind}\\b`, "im").exec(text);
  if (!head) return "";
  const body = text.indexOf("\n\n", head.index);
  return body < 0 ? "" : (text.slice(body + 2).split(/^--\S/m)[0] ?? "");
}

function readFields(group: string): Map<string, string> {
  const lines = group.replace(/\n[ \t]+/g, " ").split("\n");
  const fields = lines.flatMap((line) => {
    const name = /^([\w-]{1,100}):/.exec(line)?.[1];
    return name ? [[name.toLowerCase(), line.slice(name.length + 1).trim()] as const] : [];
  });
  return new Map(fields);
}

function bareAddress(text: string): string {
  const inner = /<([^<>]+)>/.exec(text)?.[1] ?? text.replace(/^[\w-]+;/, "");
  return inner.trim();
}
