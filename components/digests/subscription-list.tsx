import { whenWords } from "@/components/digests/when-words";
import { shortDay } from "@/lib/base/date-words";

type Row = Parameters<typeof whenWords>[0] & {
  id: number;
  title: string;
  feed: string;
  stoppedAt: Date | null;
  stoppedBy: "reader" | "bounce" | "complaint" | null;
  last: { period: string; state: string; sentAt: Date | null } | null;
};

const because = {
  reader: "stopped",
  bounce: "stopped: mail to your address came back",
  complaint: "stopped: it was marked as unwanted",
};

/** The lists that come to somebody by mail. */
export function SubscriptionList({ subscriptions }: { subscriptions: Row[] }) {
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
                {because[row.stoppedBy ?? "reader"]}, {shortDay(row.stoppedAt)}
              </b>
            ) : (
              whenWords(row)
            )}
            {row.last && ` · ${lastWords(row.last)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function lastWords({ state, sentAt, period }: NonNullable<Row["last"]>): string {
  if (sentAt) return `last sent ${shortDay(sentAt)}`;
  if (state === "empty") return `nothing good on ${period}`;
  return ["due", "composed", "sending"].includes(state)
    ? "one is on its way"
    : `the one of ${period} did not go out`;
}
