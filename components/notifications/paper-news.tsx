import { ActionForm } from "@/components/action-form";
import { TitleText } from "@/components/ui/math-text";
import { shortDay } from "@/lib/base/date-words";
import {
  type NotificationItem,
  notificationAddress,
  notificationWords,
} from "@/lib/follows/notifications/notification-item";
import { readNotifications } from "@/lib/web/actions/notifications";

/** The notifications about one paper, each a link to what is new. */
export function PaperNews({ items }: { items: NotificationItem[] }) {
  const [first] = items;
  if (!first) return null;
  const { paper, readAt } = first;
  const ids = items.map(({ id }) => id).join(",");
  return (
    <li className={`border-b border-line py-4 ${readAt ? "" : "unread"}`}>
      <h3 className={`text-[18px] leading-snug ${readAt ? "!font-normal" : ""}`}>
        <a href={`/papers/${paper.key}`}>
          <TitleText text={paper.title} />
        </a>
      </h3>
      <div className="meta">
        {items.map((item) => (
          <a key={item.id} href={notificationAddress(item)} className={readAt ? "" : "!text-accent"}>
            {notificationWords(item)}
          </a>
        ))}
        <span>{shortDay(first.createdAt)}</span>
        {!readAt && (
          <ActionForm action={readNotifications} submit="Mark read" label={`Mark read: ${paper.title}`} quiet>
            <input type="hidden" name="ids" value={ids} />
          </ActionForm>
        )}
      </div>
    </li>
  );
}
