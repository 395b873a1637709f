import { getConfig } from "@/lib/base/config";
import { type DigestContent, subjectOf } from "@/lib/digests/mail-content/content";
import { writeHtml } from "@/lib/digests/mail-content/html";
import { writeText } from "@/lib/digests/mail-content/text";
import type { Mail } from "@/lib/mail/mail";

/**
 * The mail of a digest. Its headers let mail programs unsubscribe with one click (RFC 8058: a POST without cookies) and
 * identify the list (RFC 2919).
 * @param messageId with angle brackets
 */
export function mailOf(content: DigestContent, to: string, messageId: string): Mail & { messageId: string } {
  return {
    to,
    messageId,
    subject: subjectOf(content),
    text: writeText(content),
    html: writeHtml(content),
    headers: { ...listHeaders(content), "Auto-Submitted": "auto-generated", Precedence: "bulk" },
  };
}

function listHeaders({ title, feed, token }: DigestContent): Record<string, string> {
  const { HUB_URL } = getConfig();
  const name =
    feed === "/"
      ? "trending"
      : feed
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, "-")
          .replace(/^-|-$/g, "")
          .slice(0, 60);
  return {
    "List-Id": `${title.replace(/[^\w\s.,:()-]/g, "").trim()} <${name || "list"}.${new URL(HUB_URL).hostname}>`,
    "List-Unsubscribe": `<${HUB_URL}/subscriptions/one-click?token=${token}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}
