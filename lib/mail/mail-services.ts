import { z } from "zod";
import { jsonStructure, maxJsonDepth } from "@/lib/base/json-structure";
import type { ReportedEvent } from "@/lib/mail/mail-report";

const recipients = z.array(z.object({ emailAddress: z.string() }));

const ses = z
  .object({
    mail: z.object({ messageId: z.string() }),
    bounce: z.object({ bounceType: z.string(), bouncedRecipients: recipients }).optional(),
    complaint: z
      .object({ complaintFeedbackType: z.string().nullish(), complainedRecipients: recipients })
      .optional(),
  })
  .transform(({ bounce, complaint }) => [
    ...(bounce?.bounceType === "Permanent" ? found("bounce", bounce.bouncedRecipients) : []),
    // "not-spam" is reported when a reader moves a mail out of the spam folder.
    ...(complaint && complaint.complaintFeedbackType !== "not-spam"
      ? found("complaint", complaint.complainedRecipients)
      : []),
  ]);

/** Amazon SES through SNS. An SNS topic also carries plain sentences, for instance when it is set up. */
const sns = z
  .object({ Type: z.enum(["Notification", "UnsubscribeConfirmation"]), Message: z.string() })
  .transform(({ Message }) => ses.safeParse(readText(Message)).data ?? []);

const mailgun = z
  .object({
    "event-data": z.object({
      event: z.string(),
      severity: z.string().optional(),
      reason: z.string().optional(),
      recipient: z.string(),
    }),
  })
  .transform(({ "event-data": { event, severity, reason = "", recipient: emailAddress } }) => {
    if (event === "complained") return found("complaint", [{ emailAddress }]);
    // Mailgun also reports "permanent" after giving up many attempts ("old"); such an address may work again later.
    const lasting = event === "failed" && severity === "permanent" && /^(suppress-)?bounce$/.test(reason);
    return lasting ? found("bounce", [{ emailAddress }]) : [];
  });

const postmark = z
  .object({ RecordType: z.string(), Type: z.string().optional(), Email: z.string().default("") })
  .transform(({ RecordType, Type = "", Email: emailAddress }) => {
    if (RecordType === "SpamComplaint") return found("complaint", [{ emailAddress }]);
    const lasting = RecordType === "Bounce" && ["HardBounce", "BadEmailAddress"].includes(Type);
    return lasting ? found("bounce", [{ emailAddress }]) : [];
  });

const sendgrid = z
  .array(
    z.object({
      sg_event_id: z.string(),
      event: z.string(),
      type: z.string().optional(),
      email: z.string().default(""),
    }),
  )
  .min(1)
  .transform((events) =>
    events.flatMap(({ event, type, email: emailAddress }) => {
      if (event === "spamreport") return found("complaint", [{ emailAddress }]);
      // A blocked mail says something about the sending server, not about the address.
      return event === "bounce" && type !== "blocked" ? found("bounce", [{ emailAddress }]) : [];
    }),
  );

/** Parses reports by Amazon SES (with or without SNS), Mailgun, Postmark and SendGrid; only permanent bounces and complaints become events. */
export const serviceSchema = z.union([sns, ses, mailgun, postmark, sendgrid]);

/** A request by Amazon SNS to confirm that it may send a topic's messages here. */
export const snsConsentSchema = z.object({
  Type: z.literal("SubscriptionConfirmation"),
  TopicArn: z.string(),
  SubscribeURL: z.string(),
});

function found(type: ReportedEvent["type"], list: z.output<typeof recipients>): ReportedEvent[] {
  return list.map(({ emailAddress: email }) => ({ type, email }));
}

function readText(text: string): unknown {
  if (jsonStructure(text).depth > maxJsonDepth) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
