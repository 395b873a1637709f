import { ActionForm } from "@/components/action-form";
import { ContinueButton } from "@/components/first-steps/continue-button";
import { LibraryFields } from "@/components/first-steps/library-fields";
import { LibraryNote } from "@/components/taste/library-note";
import { importLibrary } from "@/lib/web/actions/first-steps";

type Props = {
  next: string;
  /** The number of papers imported so far. */
  count: number;
  /** How many of them do not count in the interests yet. */
  beingRead: number;
};

/** The second step: importing papers that the reader knows. */
export function StepPapers({ next, count, beingRead }: Props) {
  return (
    <main id="main" className="narrow">
      <p className="kicker">first steps · 2 of 2</p>
      <h1 className="title">Papers you know</h1>
      <p className="mb-6 text-soft">
        Your library tells best what you like. Paste or upload it: BibTeX, RIS, or lines with arXiv ids,
        addresses, DOIs or titles. Papers like these rise on your own page; nobody else sees the list.
      </p>
      <ActionForm action={importLibrary} submit="Add these papers" plain>
        <LibraryFields />
      </ActionForm>
      <div className="mt-8 grid gap-6 border-t border-line pt-6">
        <LibraryNote count={count} beingRead={beingRead} />
        <ContinueButton next={next} words={next === "/" ? "Show me my page" : "Go on"} main />
      </div>
    </main>
  );
}
