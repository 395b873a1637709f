import { stopNotificationMail } from "@/lib/follows/notifications/mail-choice";
import { askFirst, stopAtOnce } from "@/lib/web/one-click";

/** One-click unsubscribe from notification mails (RFC 8058). */
export function POST(request: Request): Promise<Response> {
  return stopAtOnce(request, stopNotificationMail);
}

export function GET(request: Request): Response {
  return askFirst(request, "/mail/stop");
}
