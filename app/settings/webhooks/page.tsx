import type { Metadata } from "next";
import { SettingsSection } from "@/components/people/settings-section";
import { NewWebhookForm } from "@/components/webhooks/new-webhook-form";
import { WebhookList } from "@/components/webhooks/webhook-list";
import { canAdminister } from "@/lib/people/policy";
import { listWebhooks } from "@/lib/programs/webhooks/webhooks";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Webhooks", robots: { index: false } };

export default async function WebhooksPage() {
  const viewer = await requireViewer("/settings/webhooks");
  return (
    <main id="main" className="narrow">
      <p className="kicker">
        <a href="/settings">Settings</a>
      </p>
      <h1 className="title">Webhooks</h1>
      <p className="text-soft">
        A webhook is an address of your own that the hub calls when something happens: it sends JSON, signed
        with a secret, so that your server knows who calls.{" "}
        <a href="/developers#webhooks-told" className="link">
          What your server gets
        </a>
        .
      </p>
      <SettingsSection id="new" title="A new webhook">
        <NewWebhookForm everyComment={canAdminister(viewer)} />
      </SettingsSection>
      <SettingsSection id="webhooks" title="Your webhooks">
        <WebhookList webhooks={await listWebhooks(viewer)} />
      </SettingsSection>
    </main>
  );
}
