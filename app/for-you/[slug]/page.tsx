import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OwnPage } from "@/app/for-you/own-page";
import { getOwnPage } from "@/lib/feeds/for-you/own-page";
import type { PageProps } from "@/lib/web/page-props";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "For you", robots: { index: false } };

export default async function MixPage({ params, searchParams }: PageProps<{ slug: string }>) {
  const { slug } = await params;
  const viewer = await requireViewer(`/for-you/${slug}`);
  const query = await searchParams;
  const now = new Date();
  const page = (await getOwnPage(viewer, { slug: decodeURIComponent(slug), query, now })) ?? notFound();
  return <OwnPage viewer={viewer} page={page} now={now} />;
}
