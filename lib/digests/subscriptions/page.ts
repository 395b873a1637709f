import { type FeedChoice, listOpenFeeds, titleForLink } from "@/lib/digests/feeds";
import { findSubscription, type Subscription } from "@/lib/digests/subscriptions/subscription";

/** The pages behind the links in a subscription's mails: the subscription, and its feed's title. */
export type SubscriptionPage = Subscription & { title: string };

/** The page that confirms or stops a subscription; null for an unknown token. */
export async function findSubscriptionPage(token: string): Promise<SubscriptionPage | null> {
  const subscription = await findSubscription(token);
  return subscription && { ...subscription, title: await titleForLink(subscription.feed) };
}

/** The page that changes a subscription, with the feeds to choose from; null for an unknown token. */
export async function findPreferencesPage(
  token: string,
): Promise<(SubscriptionPage & { feeds: FeedChoice[] }) | null> {
  const subscription = await findSubscriptionPage(token);
  return subscription && { ...subscription, feeds: await listOpenFeeds() };
}
