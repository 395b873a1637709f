import type { Derived } from "@/lib/papers/papers";

/** A language model's summary of the abstract, labelled as such; nothing without a summary. */
export function SummaryNote({ summary, summaryModel }: Pick<Derived, "summary" | "summaryModel">) {
  if (!summary) return null;
  return (
    <section aria-labelledby="in-short" className="border-t border-line py-6">
      <h2 id="in-short" className="kicker mb-2 !font-sans !font-normal">
        In short
      </h2>
      <p className="font-serif text-[17.5px] leading-relaxed">{summary}</p>
      <p className="mt-2 text-[13px] text-faint">
        Summary written by {summaryModel ?? "a language model"} from the abstract; may be wrong.
      </p>
    </section>
  );
}
