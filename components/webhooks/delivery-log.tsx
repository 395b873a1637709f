import { ActionForm } from "@/components/action-form";
import { deliveryWords } from "@/components/webhooks/webhook-words";
import { shortMomentIn } from "@/lib/base/date-words";
import { redeliver } from "@/lib/web/actions/webhooks";

type Subject = {
  kind: "paper" | "comment" | "upvote" | "test";
  paperKey: string | null;
  commentId: number | null;
};
type Delivery = Parameters<typeof deliveryWords>[0] & Subject & { id: number; createdAt: Date };
type Props = {
  deliveries: Delivery[];
  webhook: { id: number; disabledAt: Date | null };
  timeZone: string;
};

/** The latest deliveries to a webhook, each with its state and a button to send it again. */
export function DeliveryLog({ deliveries, webhook, timeZone }: Props) {
  if (deliveries.length === 0)
    return <p className="text-soft">Nothing yet. News is sent as soon as it happens.</p>;
  return (
    <ul>
      {deliveries.map((delivery) => (
        <li
          key={delivery.id}
          className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b border-line py-3"
        >
          <span className="min-w-0 grow basis-64">
            <span className="break-words">{subjectWords(delivery)}</span>
            <span className="hint block">
              {shortMomentIn(timeZone, delivery.createdAt)} ·{" "}
              {deliveryWords(delivery, !webhook.disabledAt, timeZone)}
            </span>
          </span>
          <ActionForm action={redeliver} submit={delivery.nextAttemptAt ? "Send now" : "Send again"} quiet>
            <input type="hidden" name="id" value={webhook.id} />
            <input type="hidden" name="delivery" value={delivery.id} />
          </ActionForm>
        </li>
      ))}
    </ul>
  );
}

function subjectWords({ kind, paperKey, commentId }: Subject): string {
  if (kind === "test") return "Test";
  if (kind === "comment") return `Comment ${commentId}`;
  return kind === "upvote" ? `Upvote of ${paperKey}` : `Paper ${paperKey}`;
}
