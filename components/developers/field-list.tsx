import { TextWithCode } from "@/components/developers/text-with-code";

type Field = { name: string; type: string; required: boolean; words: string; shape?: string };
type Props = { title: string; fields: Field[]; answer?: boolean };

/** The fields of an input or an answer. Input fields are marked where required, fields of an answer where they may be missing. */
export function FieldList({ title, fields, answer = false }: Props) {
  if (fields.length === 0) return null;
  return (
    <section className="mt-5">
      <h3 className="font-sans text-[13px] font-medium tracking-normal text-faint">{title}</h3>
      <dl>
        {fields.map((field) => (
          <div
            key={field.name}
            className="grid gap-x-5 border-b border-line py-2 sm:grid-cols-[minmax(0,15rem)_minmax(0,1fr)]"
          >
            <dt>
              <code>{field.name}</code>
              <Mark required={field.required} answer={answer} />
            </dt>
            <dd className="text-soft">
              <FieldType field={field} />
              {field.words && (
                <>
                  {" · "}
                  <TextWithCode text={field.words} />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Mark({ required, answer }: { required: boolean; answer: boolean }) {
  if (required === answer) return null;
  return <span className="hint"> {required ? "required" : "may be missing"}</span>;
}

function FieldType({ field: { type, shape } }: { field: Field }) {
  if (!shape) return <span className="text-faint">{type}</span>;
  return (
    <span className="text-faint">
      {type.slice(0, -shape.length)}
      <a href={`#${shape}`} className="link">
        {shape}
      </a>
    </span>
  );
}
