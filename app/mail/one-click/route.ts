import { stopNotificationMail } from "@/lib/notifications/stop";
import { oneClick } from "@/lib/web/one-click";

/** Stops the mails about what somebody follows. */
export const { GET, POST } = oneClick("/mail/stop", stopNotificationMail);
