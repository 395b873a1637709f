import type { Metadata } from "next";
import { SimilarView } from "@/components/search/similar-view";
import type { PageProps } from "@/lib/web/page-props";
import { getSimilarPage } from "@/lib/web/pages/similar";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Papers like a text", robots: { index: false } };

export default async function SimilarPage({ searchParams }: PageProps) {
  const viewer = await getViewer();
  const pasted = String((await searchParams).to ?? "");
  const shown = await getSimilarPage(viewer, pasted, new Date());
  return <SimilarView {...shown} signedIn={viewer !== null} />;
}
