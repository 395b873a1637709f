import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OwnPage } from "@/app/for-you/own-page";
import { OwnPageOffer } from "@/components/feeds/own-page-offer";
import { exactMixAddress, findMixOfQuery } from "@/lib/feeds/for-you/mix";
import { getOwnPage } from "@/lib/feeds/for-you/own-page";
import type { PageProps } from "@/lib/web/page-props";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "For you", robots: { index: false } };

export default async function ForYouPage({ searchParams }: PageProps) {
  const [viewer, query] = await Promise.all([getViewer(), searchParams]);
  if (!viewer) {
    const mix = findMixOfQuery(query);
    return <OwnPageOffer next={mix ? exactMixAddress(mix) : "/for-you"} />;
  }
  const now = new Date();
  const page = (await getOwnPage(viewer, { query, now })) ?? notFound();
  return <OwnPage viewer={viewer} page={page} now={now} />;
}
