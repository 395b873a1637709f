import { ActionForm } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";
import { InterestPapers, type OtherInterest } from "@/components/taste/interest-papers";
import { Fold } from "@/components/ui/fold";
import { counted } from "@/lib/base/text";
import { interestWords } from "@/lib/feeds/taste/interest-words";
import type { Interest } from "@/lib/feeds/taste/interests";
import { mergeInterests, pauseInterest, removeInterest, renameInterest } from "@/lib/web/actions/interests";

type Props = { interest: Interest; others: OtherInterest[]; share: number };

/** One interest: its papers, its share of all likes, and the forms that change it. */
export function InterestSection({ interest, others, share }: Props) {
  const { id, kept, provisional, paused, count } = interest;
  const details = [counted(count, "paper"), !paused && `${Math.round(100 * share)} % of what you like`];
  return (
    <section
      id={`interest-${id}`}
      aria-labelledby={`interest-${id}-name`}
      className="border-t border-line pt-6 pb-8"
    >
      <h2
        id={`interest-${id}-name`}
        className={kept && !provisional ? "text-xl" : "text-xl first-letter:uppercase"}
      >
        {interestWords(interest)}
      </h2>
      <p className="hint mt-1">
        {details.filter(Boolean).join(" · ")}
        {!kept && " · found by the hub"}
        {paused && <b className="text-accent"> · resting: it lifts nothing</b>}
      </p>
      <svg aria-hidden="true" className="mt-2 block h-[2px] w-full bg-line fill-accent">
        <rect width={`${paused ? 0 : Math.round(100 * share)}%`} height="2" />
      </svg>
      <InterestPapers interest={interest} others={others} />
      <Fold className="filters mt-2">
        <summary className="text-[14px] text-soft">Rename, merge, rest or remove</summary>
        <Changes interest={interest} others={others} />
      </Fold>
    </section>
  );
}

function Changes({
  interest: { id, name, provisional, paused },
  others,
}: Pick<Props, "interest" | "others">) {
  const which = <input type="hidden" name="id" value={id} />;
  return (
    <div className="pt-4">
      <ActionForm action={renameInterest} submit="Rename" inline plain>
        {which}
        <FormField
          name="name"
          label="Name"
          value={provisional ? "" : name}
          maxLength={80}
          autoComplete="off"
          required
        />
      </ActionForm>
      {others.length > 0 && (
        <div className="mt-6">
          <ActionForm action={mergeInterests} submit="Merge" inline plain>
            {which}
            <FormField
              kind="select"
              name="into"
              label="Make one interest with"
              hint="Its papers go there, and this one ends."
              options={others.map((other) => ({ value: String(other.id), label: interestWords(other) }))}
            />
          </ActionForm>
        </div>
      )}
      <div className="mt-6 flex flex-wrap items-start gap-3">
        <ActionForm action={pauseInterest} submit={paused ? "Let it count again" : "Let it rest"} plain>
          {which}
          <input type="hidden" name="on" value={paused ? "no" : "yes"} />
        </ActionForm>
        <ActionForm action={removeInterest} submit="Remove" danger>
          {which}
        </ActionForm>
      </div>
    </div>
  );
}
