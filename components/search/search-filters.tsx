import type { ReactNode } from "react";
import { searchAddress } from "@/components/search/search-address";
import { shortDay } from "@/lib/base/date-words";
import { counted } from "@/lib/base/text";
import { listTopics, topicName } from "@/lib/papers/topics/topics";
import { type FilterName, filterNames, type SearchParams } from "@/lib/search/search-params";

type Props = { params: SearchParams; today: string };

/** The filters of a search as fields of its form. */
export function FilterFields({ params, today }: Props) {
  return (
    <div className="grid grid-cols-2 gap-3 pt-4 sm:grid-cols-4">
      <TopicField topic={params.topic} />
      <YearField year={params.year} last={Number(today.slice(0, 4))} />
      <Field name="upvotes" label="Upvotes, at least">
        <input
          id="filter-upvotes"
          name="upvotes"
          type="number"
          min={1}
          max={1_000_000}
          inputMode="numeric"
          placeholder="any"
          defaultValue={params.upvotes}
          className="field"
        />
      </Field>
      <DayField name="from" label="Announced from" day={params.from} />
      <DayField name="until" label="until" day={params.until} />
      <label className="flex items-center gap-2 self-end py-2.5 text-[14px]">
        <input
          type="checkbox"
          name="code"
          value="1"
          defaultChecked={params.code === "1"}
          className="size-4"
        />
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

// The year in which arXiv began.
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

/** The filters that narrow a search, each a link to the same search without it. */
export function FilterChips({ params }: { params: SearchParams }) {
  const active = filterNames.filter((name) => params[name] !== undefined);
  return active.map((name) => (
    <a key={name} href={searchAddress(params, { [name]: undefined })} className="chip">
      <span className="sr-only">Remove the filter </span>
      {filterWords(name, params)}
      <span aria-hidden className="text-faint">
        ×
      </span>
    </a>
  ));
}

/** A filter in a few words: "in Robotics", "since 1 Mar 2026", "with code". */
export function filterWords(name: FilterName, { topic, year, from, until, upvotes }: SearchParams): string {
  if (name === "topic") return `in ${topicName(topic ?? "")}`;
  if (name === "year") return `of ${year}`;
  if (name === "from") return `since ${shortDay(from ?? "")}`;
  if (name === "until") return `until ${shortDay(until ?? "")}`;
  if (name === "code") return "with code";
  return `at least ${counted(upvotes ?? 0, "upvote")}`;
}
