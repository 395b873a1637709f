import { stopSubscription } from "@/lib/digests/subscriptions/stop";
import { askFirst, stopAtOnce } from "@/lib/web/one-click";

/** One-click unsubscribe from a digest (RFC 8058). */
export function POST(request: Request): Promise<Response> {
  return stopAtOnce(request, stopSubscription);
}

export function GET(request: Request): Response {
  return askFirst(request, "/subscriptions/stop");
}
