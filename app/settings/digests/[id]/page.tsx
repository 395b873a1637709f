import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DigestSettings } from "@/components/digests/digest-settings";
import { listTimeZones } from "@/lib/base/time-zones";
import { findDigestSettings } from "@/lib/digests/settings";
import { readSubscriptionId } from "@/lib/digests/subscriptions/schema";
import type { PageProps } from "@/lib/web/page-props";
import { queryValue } from "@/lib/web/query";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "A list by mail", robots: { index: false } };

export default async function DigestSettingPage({ params, searchParams }: PageProps<{ id: string }>) {
  const { id } = await params;
  const viewer = await requireViewer(`/settings/digests/${id}`);
  const subscriptionId = readSubscriptionId(id) ?? notFound();
  const settings = (await findDigestSettings(viewer, subscriptionId)) ?? notFound();
  const made = await queryValue(searchParams, "made");
  return <DigestSettings {...settings} timeZones={listTimeZones()} made={made} />;
}
