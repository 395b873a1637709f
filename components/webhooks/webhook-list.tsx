import { eventWords } from "@/components/webhooks/webhook-words";

type Webhook = {
  id: number;
  url: string;
  event: "paper" | "comment" | "upvote";
  feed: string | null;
  disabledAt: Date | null;
  disabledBy: string | null;
};

/** The viewer's webhooks, each with a link to its page. */
export function WebhookList({ webhooks }: { webhooks: Webhook[] }) {
  if (webhooks.length === 0) return <p className="text-soft">You have no webhooks yet.</p>;
  return (
    <ul>
      {webhooks.map((webhook) => (
        <li key={webhook.id} className="border-b border-line py-3">
          <a href={`/settings/webhooks/${webhook.id}`} className="link break-words">
            {webhook.url}
          </a>
          <span className="hint block">
            {eventWords(webhook)}
            {webhook.disabledAt && " · "}
            {webhook.disabledAt &&
              (webhook.disabledBy === "failures" ? (
                <b className="text-accent">off: too many failures</b>
              ) : (
                "off"
              ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
