import { ActionForm } from "@/components/action-form";
import { MailForm } from "@/components/notifications/mail-form";
import { PaperNews } from "@/components/notifications/paper-news";
import type { NotificationItem } from "@/lib/follows/notifications/notification-item";
import type { NotificationsPage } from "@/lib/follows/notifications/notifications-page";
import { readAllNotifications } from "@/lib/web/actions/notifications";

/** The notifications of a person, grouped by paper, the unread ones first. */
export function Inbox({ items, mail }: NotificationsPage) {
  const unread = items.filter(({ readAt }) => !readAt);
  const read = items.filter(({ readAt }) => readAt);
  return (
    <div className="cols">
      <main id="main">
        <p className="kicker">what happened to what you follow</p>
        <h1 className="title">Notifications</h1>
        {unread.length > 0 && (
          <section aria-label="Unread">
            <div className="flex items-baseline justify-between gap-4 border-b border-line pb-3 text-[14px]">
              <p className="text-soft">{unread.length} unread</p>
              <ActionForm action={readAllNotifications} submit="Mark all read" quiet />
            </div>
            <Groups items={unread} />
          </section>
        )}
        {read.length > 0 && (
          <section aria-labelledby="earlier">
            <h2 id="earlier" className="mt-8 border-b border-line pb-3 text-[22px]">
              Earlier
            </h2>
            <Groups items={read} />
          </section>
        )}
        {items.length === 0 && <Nothing />}
      </main>
      <aside className="rail">
        <MailForm mail={mail} />
        <section>
          <h2>What you hear of</h2>
          <p>
            New versions, comments and code of papers you follow, and new papers by authors you follow. What
            you have muted is silent.{" "}
            <a href="/following" className="link">
              Change what you follow
            </a>
          </p>
          <p className="mt-2 text-faint">Notifications are kept for 90 days.</p>
        </section>
      </aside>
    </div>
  );
}

/** Notifications grouped by paper, the papers with the newest ones first. */
function Groups({ items }: { items: NotificationItem[] }) {
  const papers = new Map<string, NotificationItem[]>();
  for (const item of items) papers.set(item.paper.key, [...(papers.get(item.paper.key) ?? []), item]);
  return (
    <ul>
      {[...papers].map(([key, news]) => (
        <PaperNews key={key} items={news} />
      ))}
    </ul>
  );
}

function Nothing() {
  return (
    <div className="border-t border-line py-10 text-soft">
      <p className="font-serif text-xl text-ink">Nothing has happened yet</p>
      <p className="mt-2">
        Follow a paper to hear of its new versions, comments and code, or an author to hear of their next
        paper: the button is on their pages.
      </p>
    </div>
  );
}
