import { type BudgetChoice, listBudgetChoices } from "@/lib/digests/budget-form";
import { type FeedChoice, findFeedChoice, listFeedChoices } from "@/lib/digests/feeds";
import {
  findDigestSubscription,
  listDigestSubscriptions,
  type OwnSubscription,
} from "@/lib/digests/subscriptions/own-subscriptions";
import { ownPath } from "@/lib/feeds/for-you/mix";
import type { Viewer } from "@/lib/people/viewer";

/** The settings page of the viewer's subscriptions. */
export type DigestSettings = {
  subscriptions: OwnSubscription[];
  /** The feeds that can be added, including the requested one. */
  choices: FeedChoice[];
  /** The address of the feed that is selected initially. */
  chosen: string;
};

/**
 * The settings page of the viewer's subscriptions.
 * @param wanted the address of a feed that the viewer is about to add, or an empty text
 */
export async function getDigestSettings(
  viewer: Viewer,
  wanted: string,
  now = new Date(),
): Promise<DigestSettings> {
  const [subscriptions, all, choice] = await Promise.all([
    listDigestSubscriptions(viewer, now),
    listFeedChoices(viewer),
    wanted ? findFeedChoice(wanted, viewer, now) : null,
  ]);
  const running = subscriptions.flatMap(({ feed, nextAt }) => (nextAt ? feed : []));
  const open = all.filter(({ value }) => !running.includes(value));
  const offered = !choice || open.some(({ value }) => value === choice.value);
  return {
    subscriptions,
    choices: offered ? open : [choice, ...open],
    chosen: choice?.value ?? open[0]?.value ?? ownPath(),
  };
}

/** The settings page of one subscription. */
export type OneDigestSettings = {
  subscription: OwnSubscription;
  feeds: FeedChoice[];
  budgetChoices: BudgetChoice[];
};

/** The settings page of one of the viewer's subscriptions; null if there is no such subscription. */
export async function findDigestSettings(
  viewer: Viewer,
  id: number,
  now = new Date(),
): Promise<OneDigestSettings | null> {
  const subscription = await findDigestSubscription(viewer, id, now);
  if (!subscription) return null;
  const [feeds, budgetChoices] = await Promise.all([
    listFeedChoices(viewer),
    listBudgetChoices(viewer, subscription.budgets),
  ]);
  return { subscription, feeds, budgetChoices };
}
