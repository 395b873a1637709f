import { ActionForm } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";
import { PaperChoice } from "@/components/taste/paper-choice";
import { Fold } from "@/components/ui/fold";
import { TitleText } from "@/components/ui/math-text";
import { interestWords } from "@/lib/feeds/taste/interest-words";
import type { Interest } from "@/lib/feeds/taste/interests";
import { movePapers } from "@/lib/web/actions/interests";

/** Another interest, to which papers can be moved. */
export type OtherInterest = Pick<Interest, "id" | "name" | "provisional">;

type Props = { interest: Interest; others: OtherInterest[] };

const shown = 4;

/** The papers of an interest: the newest ones in view, and all of them in a folded form that moves or removes them. */
export function InterestPapers({ interest: { papers, count }, others }: Props) {
  const places = [
    { value: "out", label: "Take them out: nothing is learnt from them" },
    ...others.map((other) => ({ value: String(other.id), label: `Move them to ${interestWords(other)}` })),
  ];
  return (
    <>
      <ul className="mt-3">
        {papers.slice(0, shown).map(({ key, title }) => (
          <li key={key} className="py-1">
            <a href={`/papers/${key}`}>
              <TitleText text={title} />
            </a>
          </li>
        ))}
      </ul>
      {papers.length > 0 && (
        <Fold className="filters mt-1">
          <summary className="text-[14px] text-soft">
            {count > shown ? `All its papers, to sort them` : "Sort its papers"}
          </summary>
          <div className="pt-3">
            <ActionForm action={movePapers} submit="Do so" plain>
              <PaperChoice legend="Mark papers" papers={papers} />
              {count > papers.length && (
                <p className="hint mb-3">
                  The newest {papers.length} of {count}.
                </p>
              )}
              <FormField kind="select" name="to" label="What to do with the marked ones" options={places} />
            </ActionForm>
          </div>
        </Fold>
      )}
    </>
  );
}
