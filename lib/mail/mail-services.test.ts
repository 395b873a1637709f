import { expect, it, vi } from "vitest";
import { toMailEvents } from "@/lib/mail/mail-report";
import { serviceSchema } from "@/lib/mail/mail-services";

const read = (told: unknown) => toMailEvents(serviceSchema.parse(told));
const bounce = (email: string) => ({ type: "bounce", email });
const complaint = (email: string) => ({ type: "complaint", email });
const to = (...list: string[]) => list.map((emailAddress) => ({ emailAddress }));

const mail = { messageId: "0138-000000", source: "papers@hub.example" };
const sesBounce = (bounceType: string) => ({
  notificationType: "Bounce",
  mail,
  bounce: {
    bounceType,
    bounceSubType: "General",
    bouncedRecipients: to("Ada@example.org", "Bob <bob@example.org>", "x"),
  },
});
const sesComplaint = (complaintFeedbackType?: string) => ({
  eventType: "Complaint",
  mail,
  complaint: { complaintFeedbackType, complainedRecipients: to("ada@example.org") },
});
const bySns = (message: unknown, Type = "Notification") => ({
  Type,
  TopicArn: "arn:aws:sns:eu-west-1:1:mail",
  Message: typeof message === "string" ? message : JSON.stringify(message),
});

it("Amazon SES reports permanent bounces and complaints, with or without SNS", () => {
  for (const way of [bySns, (message: unknown) => message]) {
    expect(read(way(sesBounce("Permanent")))).toEqual([bounce("ada@example.org"), bounce("bob@example.org")]);
    for (const type of ["Transient", "Undetermined"]) expect(read(way(sesBounce(type)))).toEqual([]);
    for (const type of [undefined, "abuse"])
      expect(read(way(sesComplaint(type)))).toEqual([complaint("ada@example.org")]);
    expect(read(way(sesComplaint("not-spam")))).toEqual([]);
    expect(read(way({ notificationType: "Delivery", mail }))).toEqual([]);
  }
  expect(read(bySns("Successfully validated SNS topic for Amazon SES event publishing."))).toEqual([]);
  expect(read(bySns("You have chosen to stop.", "UnsubscribeConfirmation"))).toEqual([]);
});

it("Mailgun reports permanent bounces and complaints", () => {
  const event = (given: object) =>
    read({ signature: {}, "event-data": { recipient: "ada@example.org", ...given } });
  const failed = { event: "failed", severity: "permanent", reason: "bounce" };
  expect(event(failed)).toEqual([bounce("ada@example.org")]);
  expect(event({ event: "complained" })).toEqual([complaint("ada@example.org")]);
  for (const change of [{ severity: "temporary" }, { reason: "old" }, { event: "delivered" }])
    expect(event({ ...failed, ...change })).toEqual([]);
});

it("Postmark reports permanent bounces and complaints", () => {
  const record = (given: object) => read({ Email: "ada@example.org", ...given });
  expect(record({ RecordType: "Bounce", Type: "HardBounce" })).toEqual([bounce("ada@example.org")]);
  expect(record({ RecordType: "SpamComplaint", Type: "SpamComplaint" })).toEqual([
    complaint("ada@example.org"),
  ]);
  for (const Type of ["SoftBounce", "Transient", "DnsError"])
    expect(record({ RecordType: "Bounce", Type })).toEqual([]);
  expect(read({ RecordType: "Delivery", Recipient: "ada@example.org" })).toEqual([]);
});

it("SendGrid reports permanent bounces and complaints, many at once", () => {
  const event = (name: string, event: string, type?: string) => ({
    sg_event_id: name,
    email: `${name}@example.org`,
    event,
    timestamp: 1,
    ...(type && { type }),
  });
  const events = [
    event("a", "bounce", "bounce"),
    event("b", "bounce", "blocked"),
    event("c", "spamreport"),
    event("d", "open"),
  ];
  expect(read(events)).toEqual([bounce("a@example.org"), complaint("c@example.org")]);
});

it("other JSON is not mistaken for one of these reports", () => {
  for (const told of [
    {},
    [],
    { type: "bounce", email: "ada@example.org" },
    [{ type: "bounce", email: "a@b.org" }],
    null,
  ])
    expect(serviceSchema.safeParse(told).success).toBe(false);
});

it("a message that is nested deeper than any report is not parsed", () => {
  const parse = vi.spyOn(JSON, "parse");
  const message = { Type: "Notification", Message: "[".repeat(500_000) };
  expect(serviceSchema.parse(message)).toEqual([]);
  expect(parse).not.toHaveBeenCalled();
  parse.mockRestore();
});
