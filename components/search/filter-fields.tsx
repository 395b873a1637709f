import type { ReactNode } from "react";
import { listTopics } from "@/lib/papers/topics/topics";
import type { Asked } from "@/lib/search/asked";

type Props = { asked: Asked; today: string };

/** The filters of a search as fields of its form. */
export function FilterFields({ asked, today }: Props) {
  return (
    <div className="grid grid-cols-2 gap-3 pt-4 sm:grid-cols-4">
      <TopicField topic={asked.topic} />
      <YearField year={asked.year} last={Number(today.slice(0, 4))} />
      <Field name="upvotes" label="Upvotes, at least">
        <input
          id="filter-upvotes"
          name="upvotes"
          type="number"
          min={1}
          max={1_000_000}
          inputMode="numeric"
          placeholder="any"
          defaultValue={asked.upvotes}
          className="field"
        />
      </Field>
      <DayField name="from" label="Announced from" day={asked.from} />
      <DayField name="until" label="until" day={asked.until} />
      <label className="flex items-center gap-2 self-end py-2.5 text-[14px]">
        <input type="checkbox" name="code" value="1" defaultChecked={asked.code === "1"} className="size-4" />
        with code
      </label>
      <button type="submit" className="btn self-end">
        Apply
      </button>
    </div>
  );
}

function Field({
  name,
  label,
  wide,
  children,
}: {
  name: string;
  label: string;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={wide ? "col-span-2" : ""}>
      <label className="mb-1 block text-[13px] text-soft" htmlFor={`filter-${name}`}>
        {label}
      </label>
      {children}
    </div>
  );
}

function TopicField({ topic = "" }: { topic: string | undefined }) {
  return (
    <Field name="topic" label="Topic" wide>
      <select id="filter-topic" name="topic" defaultValue={topic} className="field">
        <option value="">any</option>
        {listTopics().map((group) => (
          <optgroup key={group.id} label={group.name}>
            {group.topics.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </Field>
  );
}

// arXiv began then.
const firstYear = 1991;

function YearField({ year, last }: { year: number | undefined; last: number }) {
  const years = Array.from({ length: last - firstYear + 1 }, (_, i) => last - i);
  return (
    <Field name="year" label="Year">
      <select id="filter-year" name="year" defaultValue={year ?? ""} className="field">
        <option value="">any</option>
        {years.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </Field>
  );
}

function DayField({ name, label, day }: { name: "from" | "until"; label: string; day: string | undefined }) {
  return (
    <Field name={name} label={label}>
      <input id={`filter-${name}`} name={name} type="date" defaultValue={day} className="field" />
    </Field>
  );
}
