import { ActionForm } from "@/components/action-form";
import { ContinueButton } from "@/components/first-steps/continue-button";
import { TopicPicker } from "@/components/first-steps/topic-picker";
import { plainText } from "@/lib/papers/latex/latex";
import { followTopics } from "@/lib/web/actions/first-steps";
import type { TopicsStep } from "@/lib/web/pages/first-steps";

/** The first step of a new reader: choosing topics. @param next the path to go to after the first steps */
export function StepTopics({ step, next }: { step: TopicsStep; next: string }) {
  const { groups, examples, followed } = step;
  const shown = groups.map(({ id, name, topics }) => ({
    id,
    name,
    topics: topics.map((topic) => {
      const example = examples.get(topic.id);
      return {
        id: topic.id,
        name: topic.name,
        followed: followed.has(topic.id),
        ...(example && { example: plainText(example) }),
      };
    }),
  }));
  const exampleCount = ({ topics }: (typeof shown)[number]) => topics.filter(({ example }) => example).length;
  return (
    <main id="main" className="mx-auto max-w-[860px] py-10">
      <p className="kicker">first steps · 1 of 2</p>
      <h1 className="title">What do you read about?</h1>
      <p className="max-w-[640px] text-soft">
        Papers of the topics you choose rise on your own page. A few are enough; it can all be changed later,
        and nobody else sees it.
      </p>
      <div className="my-4">
        <ContinueButton next={next} words="Skip all this" />
      </div>
      <ActionForm action={followTopics} submit="Follow these and go on" foot>
        <input type="hidden" name="next" value={next} />
        <TopicPicker groups={shown.sort((a, b) => exampleCount(b) - exampleCount(a))} />
      </ActionForm>
    </main>
  );
}
