import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DigestSettings } from "@/components/digests/digest-settings";
import { listBudgetChoices } from "@/lib/digests/budget-form";
import { listFeedChoices } from "@/lib/digests/feed-choices";
import { findOwnSubscription } from "@/lib/digests/subscriptions/own-subscriptions";
import { listTimeZones } from "@/lib/people/schema";
import type { PageProps } from "@/lib/web/page-props";
import { queryValue } from "@/lib/web/query";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "A list by mail", robots: { index: false } };

export default async function DigestSettingPage({ params, searchParams }: PageProps<{ id: string }>) {
  const { id } = await params;
  const viewer = await requireViewer(`/settings/digests/${id}`);
  const subscription = /^\d{1,9}$/.test(id) && (await findOwnSubscription(viewer, Number(id)));
  if (!subscription) notFound();
  const [feeds, choices] = await Promise.all([
    listFeedChoices(viewer),
    listBudgetChoices(viewer, subscription.budgets),
  ]);
  return (
    <DigestSettings
      {...{ subscription, feeds, choices }}
      timeZones={listTimeZones()}
      made={await queryValue(searchParams, "made")}
    />
  );
}
