import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import { AppError } from "@/lib/base/errors";
import { getLog } from "@/lib/base/log";
import { noteBounce } from "@/lib/mail/bounces";
import { type MailEvent, mailEventSchema, readMailReport, toMailEvents } from "@/lib/mail/mail-report";
import { serviceSchema, snsConsentSchema } from "@/lib/mail/mail-services";
import { readBearer } from "@/lib/web/bearer";
import { parseJson, readText } from "@/lib/web/request";

const maxEvents = 500;
const body = z.union([
  serviceSchema.transform(toMailEvents),
  z.array(mailEventSchema).max(maxEvents, { error: `At most ${maxEvents} events at once.` }),
  mailEventSchema.transform((event) => [event]),
]);

/**
 * Records bounces and complaints that mail servers and services report: JSON events (one, or a list of at most 500), a mail
 * service's own JSON, or a report as a mail server sends it (message/rfc822).
 * @param request with the secret as `?token=`, or as a bearer token which the route has put under `x-mail-events`
 * @returns how many addresses were recorded
 * @throws AppError not-found if the hub has no secret; forbidden for a wrong one
 */
export async function takeMailEvents(request: Request): Promise<{ noted: number }> {
  // The body is read before a refusal, because otherwise the sender of a large body would see a broken connection.
  const text = await readText(request);
  assertSecret(request);
  const events = readEvents(request, text);
  for (const { email, type } of events) await noteBounce(email, type);
  return { noted: events.length };
}

function readEvents(request: Request, text: string): MailEvent[] {
  const type = request.headers.get("content-type") ?? "";
  if (/^message\/rfc822\b/i.test(type)) return readMailReport(text).slice(0, maxEvents);
  // Amazon SNS sends its JSON as text/plain, so the content type is not checked; the secret keeps other sites' forms out.
  // A mail service reports many events at once, with dozens of fields each.
  const told = parseJson(text, 50_000);
  const question = snsConsentSchema.safeParse(told);
  if (!question.success) return body.parse(told);
  // The hub does not call an address that came from outside; the operator must check it first.
  getLog().warn(
    question.data,
    "Amazon SNS asks for consent: open SubscribeURL to be told of bounces by this topic",
  );
  return [];
}

function assertSecret(request: Request): void {
  const secret = getConfig().MAIL_EVENTS_TOKEN;
  if (!secret) throw new AppError("not-found", "This hub takes no word of mail servers.");
  const given =
    readBearer(request.headers.get("x-mail-events")) ?? new URL(request.url).searchParams.get("token");
  const [one, other] = [given ?? "", secret].map((text) => createHash("sha256").update(text).digest());
  if (!one || !other || !timingSafeEqual(one, other))
    throw new AppError("forbidden", "This is not the secret by which the mail server is known.");
}
