import { ActionForm } from "@/components/action-form";
import { Section } from "@/components/review/section";
import { TitleText } from "@/components/ui/math-text";
import { shortDay } from "@/lib/base/date-words";
import type { HiddenPaper } from "@/lib/community/moderation/curation";
import { unhidePaper } from "@/lib/web/actions/moderation";

/** Hidden papers, each with a button to list it again. */
export function HiddenList({ papers }: { papers: HiddenPaper[] }) {
  return (
    <Section id="hidden" title="Hidden papers" empty={papers.length === 0 && "No paper is hidden."}>
      {papers.map(({ key, title, updatedAt }) => (
        <article
          key={key}
          className="flex flex-wrap items-center justify-between gap-3 border-b border-line py-4 last:border-0"
        >
          <p className="min-w-0 flex-1 basis-64">
            <span className="font-serif text-[17px]">
              <TitleText text={title} />
            </span>
            <span className="hint block">
              {key} · hidden {shortDay(updatedAt)}
            </span>
          </p>
          <ActionForm action={unhidePaper} submit="Bring it back">
            <input type="hidden" name="key" value={key} />
          </ActionForm>
        </article>
      ))}
    </Section>
  );
}
