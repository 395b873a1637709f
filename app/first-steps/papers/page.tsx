import type { Metadata } from "next";
import { StepPapers } from "@/components/first-steps/step-papers";
import { getLibraryCounts } from "@/lib/feeds/taste/library";
import { firstStepsPath, safeNext } from "@/lib/web/next-path";
import { type Query, queryValue } from "@/lib/web/query";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Papers you know", robots: { index: false } };

export default async function FirstPapersPage({ searchParams }: { searchParams: Query }) {
  const next = safeNext(await queryValue(searchParams, "next"));
  const viewer = await requireViewer(firstStepsPath(next, "/papers"));
  return <StepPapers next={next} {...(await getLibraryCounts(viewer))} />;
}
