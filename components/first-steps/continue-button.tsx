import { ActionForm } from "@/components/action-form";
import { endFirstSteps } from "@/lib/web/actions/first-steps";

/** A button that ends the first steps and opens the page that the reader wanted. */
export function ContinueButton({ next, words, main }: { next: string; words: string; main?: boolean }) {
  return (
    <ActionForm action={endFirstSteps} submit={words} quiet={!main}>
      <input type="hidden" name="next" value={next} />
    </ActionForm>
  );
}
