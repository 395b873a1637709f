import { stopNotificationMail } from "@/lib/follows/notifications/mail-choice";
import { askFirst, stopAtOnce } from "@/lib/web/one-click";

/** Stops the mails about what somebody follows. */
export function POST(request: Request): Promise<Response> {
  return stopAtOnce(request, stopNotificationMail);
}

export function GET(request: Request): Response {
  return askFirst(request, "/mail/stop");
}
