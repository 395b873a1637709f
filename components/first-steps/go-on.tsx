import { ActionForm } from "@/components/action-form";
import { endFirstSteps } from "@/lib/web/actions/first-steps";

/** Ends the first steps and goes where the reader wanted to go. */
export function GoOn({ next, words, main }: { next: string; words: string; main?: boolean }) {
  return (
    <ActionForm action={endFirstSteps} submit={words} quiet={!main}>
      <input type="hidden" name="next" value={next} />
    </ActionForm>
  );
}
