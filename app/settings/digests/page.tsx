import type { Metadata } from "next";
import { ActionForm } from "@/components/action-form";
import { SubscriptionList } from "@/components/digests/subscription-list";
import { FormField } from "@/components/people/form-field";
import { SettingsSection } from "@/components/people/settings-section";
import { withQuery } from "@/lib/base/with-query";
import { findFeedChoice, listFeedChoices } from "@/lib/digests/feed-choices";
import { listSubscriptions } from "@/lib/digests/subscriptions/own-subscriptions";
import { mailFeed } from "@/lib/web/actions/digests";
import { type Query, queryValue } from "@/lib/web/query";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Papers by mail", robots: { index: false } };

export default async function DigestSettingsPage({ searchParams }: { searchParams: Query }) {
  const feed = await queryValue(searchParams, "feed");
  const viewer = await requireViewer(withQuery("/settings/digests", { feed }));
  const [subscriptions, all, wanted] = await Promise.all([
    listSubscriptions(viewer),
    listFeedChoices(viewer),
    feed ? findFeedChoice(feed, viewer) : null,
  ]);
  const coming = subscriptions.flatMap(({ feed, nextAt }) => (nextAt ? feed : []));
  const choices = all.filter(({ value }) => !coming.includes(value));
  const known = !wanted || choices.some(({ value }) => value === wanted.value);
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
            value={wanted?.value ?? choices[0]?.value ?? "/for-you"}
            options={known ? choices : [wanted, ...choices]}
          />
        </ActionForm>
        <p className="hint mt-3">Searches, authors and people have a Subscribe box beside their papers.</p>
      </SettingsSection>
    </main>
  );
}
