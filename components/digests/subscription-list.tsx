import { scheduleWords } from "@/components/digests/schedule-words";
import { shortDay } from "@/lib/base/date-words";
import { periodName } from "@/lib/digests/period";
import type { OwnSubscription } from "@/lib/digests/subscriptions/own-subscriptions";

const stoppedWords = {
  reader: "stopped",
  bounce: "stopped: mail to your address came back",
  complaint: "stopped: it was marked as unwanted",
};

/** A member's subscriptions, each with its schedule and the state of its latest digest. */
export function SubscriptionList({ subscriptions }: { subscriptions: OwnSubscription[] }) {
  if (subscriptions.length === 0) return <p className="text-soft">No list comes to you by mail yet.</p>;
  return (
    <ul>
      {subscriptions.map((row) => (
        <li key={row.id} className="border-b border-line py-3">
          <a href={`/settings/digests/${row.id}`} className="link font-serif text-lg">
            {row.title}
          </a>
          <span className="hint block">
            {row.stoppedAt ? (
              <b className="text-accent">
                {stoppedWords[row.stoppedBy ?? "reader"]}, {shortDay(row.stoppedAt)}
              </b>
            ) : (
              scheduleWords(row)
            )}
            {row.last && ` · ${lastWords(row.last)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function lastWords({ state, sentAt, period }: NonNullable<OwnSubscription["last"]>): string {
  if (sentAt) return `last sent ${shortDay(sentAt)}`;
  if (state === "empty") return `nothing good on ${periodName(period)}`;
  return ["due", "composed", "sending"].includes(state)
    ? "one is on its way"
    : `the one of ${periodName(period)} did not go out`;
}
