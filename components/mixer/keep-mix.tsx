import { ActionForm } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";
import { Fold } from "@/components/ui/fold";
import { type Mix, mixParts } from "@/lib/feeds/for-you/mix";
import { changeMix, createMix } from "@/lib/web/actions/mixes";

type Props = {
  mix: Mix;
  saved: { name: string; slug: string } | null;
  /** Whether the mix differs from the saved one. */
  changed: boolean;
};

/** Forms to save a mix: under its present name, or under a new one. */
export function KeepMix({ mix, saved, changed }: Props) {
  return (
    <div className="mt-3">
      {saved && changed && (
        <ActionForm action={changeMix} submit={`Save as “${saved.name}”`} plain wide>
          <input type="hidden" name="slug" value={saved.slug} />
          <Weights mix={mix} />
        </ActionForm>
      )}
      <Fold className="mt-1">
        <summary className="link w-fit py-1">{saved ? "Save under another name" : "Save this mix"}</summary>
        <div className="pt-3">
          <ActionForm action={createMix} submit="Save the mix" inline plain>
            <FormField name="name" label="Name" maxLength={60} autoComplete="off" required />
            <Weights mix={mix} />
          </ActionForm>
        </div>
      </Fold>
    </div>
  );
}

function Weights({ mix }: { mix: Mix }) {
  return mixParts.map((part) => <input key={part} type="hidden" name={part} value={mix[part]} />);
}
