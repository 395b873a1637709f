import { stopSubscription } from "@/lib/subscriptions/subscriptions";
import { oneClick } from "@/lib/web/one-click";

/** Stops a feed by mail. */
export const { GET, POST } = oneClick("/subscriptions/stop", stopSubscription);
