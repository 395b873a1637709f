import { TitleText } from "@/components/ui/math-text";

type Props = { legend: string; papers: { key: string; title: string }[] };

/** A list of papers with checkboxes, within a form. */
export function PaperChoice({ legend, papers }: Props) {
  return (
    <fieldset className="mb-4">
      <legend className="label">{legend}</legend>
      <div className="max-h-80 overflow-y-auto" tabIndex={-1}>
        {papers.map(({ key, title }) => (
          <label key={key} className="flex items-baseline gap-3 py-1.5">
            <input type="checkbox" name="keys[]" value={key} />
            <span>
              <TitleText text={title} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
