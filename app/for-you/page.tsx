import type { Metadata } from "next";
import { OwnPage } from "@/app/for-you/own-page";
import { OwnPageOffer } from "@/components/feeds/own-page-offer";
import { exactMixAddress, findAskedMix } from "@/lib/feeds/for-you/mix";
import type { PageProps } from "@/lib/web/page-props";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "For you", robots: { index: false } };

export default async function ForYouPage({ searchParams }: PageProps) {
  const viewer = await getViewer();
  const query = await searchParams;
  if (viewer) return <OwnPage viewer={viewer} query={query} />;
  const mix = findAskedMix(query);
  return <OwnPageOffer next={mix ? exactMixAddress(mix) : "/for-you"} />;
}
