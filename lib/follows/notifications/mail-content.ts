import type { ElementContent } from "hast";
import { h } from "hastscript";
import { getConfig } from "@/lib/base/config";
import { counted } from "@/lib/base/text";
import { stopToken } from "@/lib/follows/notifications/mail-choice";
import {
  type NotificationItem,
  notificationAddress,
  notificationWords,
} from "@/lib/follows/notifications/notification-item";
import { frameMail, mailFoot, mailRow, masthead } from "@/lib/mail/frame";
import type { Mail } from "@/lib/mail/mail";
import { linkLook, look } from "@/lib/mail/style";
import { wrap } from "@/lib/mail/wrap";
import { plainText } from "@/lib/papers/latex/latex";
import { withdrawalNotice } from "@/lib/papers/withdrawn-words";

type Mailed = { userId: number; email: string; items: NotificationItem[] };
type Group = { title: string; notice: string; items: NotificationItem[] };

const maxPapers = 40;
const why = "You get this because you follow these papers, their authors or their organisations.";

/**
 * The mail with all waiting notifications of a reader, grouped by paper, as HTML and as plain text. Its headers let mail
 * programs unsubscribe the reader with one click (RFC 8058).
 * @param day the day of the mail, in words
 * @param messageId with angle brackets
 */
export function notificationMail(
  { userId, email, items }: Mailed,
  day: string,
  messageId: string,
): Mail & { messageId: string } {
  const { HUB_URL } = getConfig();
  const groups = groupByPaper(items);
  const subject = subjectOf(groups, items.length);
  const token = stopToken(userId);
  const links: [string, string][] = [
    ["All notifications", `${HUB_URL}/notifications`],
    ["What you follow", `${HUB_URL}/following`],
    ["Stop these mails", `${HUB_URL}/mail/stop?token=${token}`],
  ];
  return {
    to: email,
    messageId,
    subject,
    text: writeText(groups, day, links),
    html: frameMail({
      title: subject,
      preheader: groups
        .slice(1, 4)
        .map(({ title }) => title)
        .join(" · "),
      rows: [
        masthead("What you follow", day),
        ...groups.slice(0, maxPapers).map(paperRow),
        ...moreRow(groups),
        mailFoot(why, links),
      ],
    }),
    headers: {
      "List-Unsubscribe": `<${HUB_URL}/mail/one-click?token=${token}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Auto-Submitted": "auto-generated",
      Precedence: "bulk",
    },
  };
}

function groupByPaper(items: NotificationItem[]): Group[] {
  const groups = new Map<string, Group>();
  for (const item of items) {
    const group = groups.get(item.paper.key) ?? {
      title: plainText(item.paper.title).slice(0, 240),
      notice: withdrawalNotice(item.paper),
      items: [],
    };
    group.items.push(item);
    groups.set(item.paper.key, group);
  }
  return [...groups.values()];
}

/** With a single notification, the subject says what happened; otherwise it counts them. */
function subjectOf([first, ...others]: Group[], count: number): string {
  const [item] = first?.items ?? [];
  if (first && item && count === 1) return `${notificationWords(item)}: ${first.title}`;
  return others.length > 0 || !first
    ? `${counted(count, "new thing")} about what you follow`
    : `${counted(count, "new thing")}: ${first.title}`;
}

function hrefOf(item: NotificationItem): string {
  return `${getConfig().HUB_URL}${notificationAddress(item)}`;
}

function paperRow({ title, notice, items }: Group): ElementContent {
  const [first] = items;
  const to = first ? { href: hrefOf(first), ...linkLook("ink", false) } : {};
  return mailRow([
    h("h2", { dir: "auto", ...look("title", "ink") }, [h("a", to, title)]),
    ...(notice ? [h("p", look("words", "accent", "margin-top:6px"), notice)] : []),
    ...items.map((item) =>
      h("p", look("words", "soft", "margin-top:6px"), [
        h("a", { href: hrefOf(item), ...linkLook("soft") }, notificationWords(item)),
      ]),
    ),
  ]);
}

function moreRow(groups: Group[]): ElementContent[] {
  const more = groups.length - maxPapers;
  return more > 0 ? [mailRow([h("p", look("words", "soft"), moreWords(more))])] : [];
}

function moreWords(more: number): string {
  return `And ${counted(more, "more paper")} in your notifications.`;
}

function writeText(groups: Group[], day: string, links: [string, string][]): string {
  const { HUB_NAME } = getConfig();
  const papers = groups
    .slice(0, maxPapers)
    .map(({ title, notice, items }) =>
      [
        wrap(title),
        ...(notice ? [`  ${notice}`] : []),
        ...items.map((item) => `  ${notificationWords(item)}\n  ${hrefOf(item)}`),
      ].join("\n"),
    );
  const more = groups.length > maxPapers ? [moreWords(groups.length - maxPapers)] : [];
  const foot = [why, ...links.map(([words, href]) => `${words}: ${href}`)].join("\n");
  return `${[`${HUB_NAME}: what you follow\n${day}`, ...papers, ...more, `-- \n${foot}`].join("\n\n")}\n`;
}
