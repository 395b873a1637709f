import type { Metadata } from "next";
import { mailFeed } from "@/app/actions/digests";
import { ActionForm } from "@/components/action-form";
import { SubscriptionList } from "@/components/digests/subscription-list";
import { FormField } from "@/components/people/form-field";
import { SettingsSection } from "@/components/people/settings-section";
import { listFeedChoices } from "@/lib/digests/open-feeds";
import { listSubscriptions } from "@/lib/digests/own";
import { type Query, queryValue } from "@/lib/web/query";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Papers by mail", robots: { index: false } };

export default async function DigestSettingsPage({ searchParams }: { searchParams: Query }) {
  const viewer = await requireViewer("/settings/digests");
  const [subscriptions, all] = await Promise.all([listSubscriptions(viewer), listFeedChoices(viewer)]);
  const coming = subscriptions.flatMap(({ feed, nextAt }) => (nextAt ? feed : []));
  const choices = all.filter(({ value }) => !coming.includes(value));
  const asked = (await queryValue(searchParams, "feed")) || (choices[0]?.value ?? "/for-you");
  const known = choices.some(({ value }) => value === asked);
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
        <ActionForm action={mailFeed} submit="Get it by mail" inline>
          <FormField
            kind="select"
            name="feed"
            label="List"
            value={asked}
            options={known ? choices : [{ value: asked, label: asked }, ...choices]}
          />
        </ActionForm>
        <p className="hint mt-3">Searches, authors and people have a Subscribe box beside their papers.</p>
      </SettingsSection>
    </main>
  );
}
