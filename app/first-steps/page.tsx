import type { Metadata } from "next";
import { StepTopics } from "@/components/first-steps/step-topics";
import { firstStepsPath, safeNext } from "@/lib/web/next-path";
import { getTopicsStep } from "@/lib/web/pages/first-steps";
import { type Query, queryValue } from "@/lib/web/query";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "First steps", robots: { index: false } };

export default async function FirstStepsPage({ searchParams }: { searchParams: Query }) {
  const next = safeNext(await queryValue(searchParams, "next"));
  const viewer = await requireViewer(firstStepsPath(next));
  return <StepTopics step={await getTopicsStep(viewer)} next={next} />;
}
