import type { Metadata } from "next";
import { StepTopics } from "@/components/first-steps/step-topics";
import { listTopicExamples } from "@/lib/follows/first-steps";
import { listFollowed } from "@/lib/follows/stance";
import { listTopics } from "@/lib/papers/topics/topics";
import { firstStepsPath, safeNext } from "@/lib/web/next-path";
import { type Query, queryValue } from "@/lib/web/query";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "First steps", robots: { index: false } };

export default async function FirstStepsPage({ searchParams }: { searchParams: Query }) {
  const next = safeNext(await queryValue(searchParams, "next"));
  const viewer = await requireViewer(firstStepsPath(next));
  const [examples, followed] = await Promise.all([listTopicExamples(), listFollowed(viewer, "topic")]);
  return <StepTopics groups={listTopics()} examples={examples} followed={followed} next={next} />;
}
