import { bring } from "@/app/actions/first-steps";
import { ActionForm } from "@/components/action-form";
import { GoOn } from "@/components/first-steps/go-on";
import { LibraryNote } from "@/components/taste/library-note";

/** The second step: papers that the reader knows show what they like. */
export function StepPapers({ next, count }: { next: string; count: number }) {
  return (
    <main id="main" className="narrow">
      <p className="kicker">first steps · 2 of 2</p>
      <h1 className="title">Papers you know</h1>
      <p className="mb-6 text-soft">
        Your library tells best what you like. Paste or upload it: BibTeX, RIS, or lines with arXiv ids,
        addresses, DOIs or titles. Papers like these rise on your own page; nobody else sees the list.
      </p>
      <ActionForm action={bring} submit="Add these papers" plain>
        <label className="label" htmlFor="papers">
          Paste
        </label>
        <textarea
          id="papers"
          name="papers"
          rows={8}
          className="field mb-4 font-mono !text-[13px]"
          placeholder={
            "2601.05230\nhttps://arxiv.org/abs/1706.03762\n@article{vaswani, title={Attention Is All You Need}, …}"
          }
        />
        <label className="label" htmlFor="file">
          Or choose a file
        </label>
        <p className="hint mb-2">A .bib, .ris or .txt file of at most a megabyte and 2,000 papers.</p>
        <input
          id="file"
          type="file"
          name="file"
          accept=".bib,.ris,.txt,text/plain"
          className="mb-5 block max-w-full text-[14px] file:mr-3 file:cursor-pointer file:rounded-lg file:border file:border-solid file:border-line file:bg-raised file:px-3 file:py-2"
        />
      </ActionForm>
      <div className="mt-8 grid gap-6 border-t border-line pt-6">
        <LibraryNote count={count} />
        <GoOn next={next} words={next === "/" ? "Show me my page" : "Go on"} main />
      </div>
    </main>
  );
}
