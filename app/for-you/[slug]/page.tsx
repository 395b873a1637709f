import type { Metadata } from "next";
import { OwnPage } from "@/app/for-you/own-page";
import type { PageProps } from "@/lib/web/page-props";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "For you", robots: { index: false } };

export default async function MixPage({ params, searchParams }: PageProps<{ slug: string }>) {
  const { slug } = await params;
  const viewer = await requireViewer(`/for-you/${slug}`);
  return <OwnPage viewer={viewer} slug={decodeURIComponent(slug)} query={await searchParams} />;
}
