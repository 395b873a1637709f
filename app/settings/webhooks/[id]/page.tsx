import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SettingsSection } from "@/components/people/settings-section";
import { DeliveryLog } from "@/components/webhooks/delivery-log";
import { WebhookControls } from "@/components/webhooks/webhook-controls";
import { eventWords } from "@/components/webhooks/words";
import { getConfig } from "@/lib/base/config";
import { getProfile } from "@/lib/people/people";
import { listDeliveries } from "@/lib/programs/webhooks/deliveries";
import { listWebhooks } from "@/lib/programs/webhooks/webhooks";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Webhook", robots: { index: false } };

export default async function WebhookPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const viewer = await requireViewer(`/settings/webhooks/${encodeURIComponent(id)}`);
  const webhook = (await listWebhooks(viewer)).find((one) => String(one.id) === id);
  if (!webhook) notFound();
  const [deliveries, { timeZone }] = await Promise.all([
    listDeliveries(viewer, webhook.id),
    getProfile(viewer),
  ]);
  const zone = timeZone ?? getConfig().HUB_TIME_ZONE;
  return (
    <main id="main" className="narrow">
      <p className="kicker">
        <a href="/settings">Settings</a> · <a href="/settings/webhooks">Webhooks</a>
      </p>
      <h1 className="title text-[26px] break-words">{webhook.url}</h1>
      <p className="text-soft">Is told of {eventWords(webhook)}.</p>
      <WebhookControls webhook={webhook} timeZone={zone} />
      <SettingsSection id="log" title="What was sent">
        <DeliveryLog deliveries={deliveries} webhook={webhook} timeZone={zone} />
      </SettingsSection>
    </main>
  );
}
