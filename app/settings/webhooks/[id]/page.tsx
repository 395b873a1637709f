import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SettingsSection } from "@/components/people/settings-section";
import { DeliveryLog } from "@/components/webhooks/delivery-log";
import { WebhookControls } from "@/components/webhooks/webhook-controls";
import { eventWords } from "@/components/webhooks/webhook-words";
import { getWebhookPage } from "@/lib/web/pages/settings";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Webhook", robots: { index: false } };

export default async function WebhookPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const viewer = await requireViewer(`/settings/webhooks/${encodeURIComponent(id)}`);
  const { webhook, deliveries, timeZone } = (await getWebhookPage(viewer, id)) ?? notFound();
  return (
    <main id="main" className="narrow">
      <p className="kicker">
        <a href="/settings">Settings</a> · <a href="/settings/webhooks">Webhooks</a>
      </p>
      <h1 className="title text-[26px] break-words">{webhook.url}</h1>
      <p className="text-soft">Is told of {eventWords(webhook)}.</p>
      <WebhookControls webhook={webhook} timeZone={timeZone} />
      <SettingsSection id="log" title="What was sent">
        <DeliveryLog deliveries={deliveries} webhook={webhook} timeZone={timeZone} />
      </SettingsSection>
    </main>
  );
}
