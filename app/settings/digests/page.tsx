import type { Metadata } from "next";
import { ActionForm } from "@/components/action-form";
import { SubscriptionList } from "@/components/digests/subscription-list";
import { FormField } from "@/components/people/form-field";
import { SettingsSection } from "@/components/people/settings-section";
import { withQuery } from "@/lib/base/with-query";
import { getDigestSettings } from "@/lib/digests/settings";
import { createDigestSubscription } from "@/lib/web/actions/digests";
import { type Query, queryValue } from "@/lib/web/query";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Papers by mail", robots: { index: false } };

export default async function DigestSettingsPage({ searchParams }: { searchParams: Query }) {
  const feed = await queryValue(searchParams, "feed");
  const viewer = await requireViewer(withQuery("/settings/digests", { feed }));
  const { subscriptions, choices, chosen } = await getDigestSettings(viewer, feed);
  return (
    <main id="main" className="narrow">
      <p className="kicker">
        <a href="/settings">Settings</a>
      </p>
      <h1 className="title">Papers by mail</h1>
      <p className="text-soft">
        Any list here can come to you by mail: nothing that you were mailed, opened or upvoted already, and no
        mail on a day with nothing good.{" "}
        <a href="/digests/preview" className="link">
          Preview
        </a>
      </p>
      <SettingsSection id="lists" title="What comes">
        <SubscriptionList subscriptions={subscriptions} />
      </SettingsSection>
      <SettingsSection id="new" title="One more">
        <ActionForm action={createDigestSubscription} submit="Get it by mail" inline>
          <FormField kind="select" name="feed" label="List" value={chosen} options={choices} />
        </ActionForm>
        <p className="hint mt-3">Searches, authors and people have a Subscribe box beside their papers.</p>
      </SettingsSection>
    </main>
  );
}
