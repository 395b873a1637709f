import { ActionForm } from "@/components/action-form";
import { shortMomentIn } from "@/lib/base/date-words";
import { deleteWebhook, setWebhook, testWebhook } from "@/lib/web/actions/webhooks";

type Props = {
  webhook: { id: number; disabledAt: Date | null; disabledBy: string | null };
  timeZone: string;
};

/** The state of a webhook, with buttons to test it, switch it on or off, and delete it. */
export function WebhookControls({ webhook: { id, disabledAt, disabledBy }, timeZone }: Props) {
  const off = disabledAt && `Off since ${shortMomentIn(timeZone, disabledAt)}`;
  const why = disabledBy === "failures" ? ", because too many deliveries failed" : "";
  return (
    <>
      {off && (
        <p className="mt-4 text-accent">
          {off}
          {why}.
        </p>
      )}
      <div className="mt-6">
        <ActionForm action={testWebhook} submit="Send a test" plain>
          <input type="hidden" name="id" value={id} />
        </ActionForm>
      </div>
      <div className="mt-3 flex flex-wrap items-start gap-3">
        <ActionForm action={setWebhook} submit={off ? "Switch on" : "Switch off"} plain>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="on" value={off ? "yes" : "no"} />
        </ActionForm>
        <ActionForm action={deleteWebhook} submit="Delete" danger>
          <input type="hidden" name="id" value={id} />
        </ActionForm>
      </div>
    </>
  );
}
