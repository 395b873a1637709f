import { Chevron } from "@/components/developers/chevron";
import { FieldList } from "@/components/developers/field-list";
import { Fold } from "@/components/ui/fold";
import type { Shape } from "@/lib/programs/api/reference";

/** The schemas of answers, each with its fields. */
export function ShapeList({ shapes }: { shapes: Shape[] }) {
  return shapes.map(({ name, words, fields }) => (
    <Fold key={name} className="group border-b border-line">
      <summary className="grid gap-x-4 py-3 sm:grid-cols-[minmax(0,12rem)_minmax(0,1fr)]">
        <span className="flex gap-3 font-medium">
          <Chevron />
          <code>{name}</code>
        </span>
        <span className="text-soft max-sm:pl-5">{words}</span>
      </summary>
      <div id={name} className="pb-6">
        <FieldList title="Parts" fields={fields} answer />
        {fields.length === 0 && <p className="text-soft">An object whose parts are as they are kept.</p>}
      </div>
    </Fold>
  ));
}
