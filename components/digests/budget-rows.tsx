"use client";

import { useFormState } from "@/components/action-form";
import { budgetKey } from "@/lib/digests/budget";
import type { BudgetChoice } from "@/lib/digests/budget-form";
import type { Budget } from "@/lib/digests/subscriptions/schema";

type Row = { budget: string; papers: string; per: string };

type Props = {
  /** What a budget can be given to; each has a row. They include everything that has a budget. */
  choices: BudgetChoice[];
  budgets: Budget[];
};

/** Form fields for the number of papers from each interest and topic, and of wild cards. A row without a number has no budget. */
export function BudgetRows({ choices, budgets }: Props) {
  const sent = useSentRows();
  const other = sent.at(-1);
  const rows = new Map([...budgets.map(toRow), ...sent.slice(0, -1)].map((row) => [row.budget, row]));
  return (
    <fieldset className="mb-5 min-w-0">
      <legend className="label">So many from each</legend>
      <p className="hint mb-3">
        Five a day from one interest, two a week from another, one wild card: with any number here the mail
        holds these papers alone. Leave all empty to get the list as it comes.
      </p>
      <ul>
        {choices.map(({ key, label }) => (
          <li key={key} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2">
            <input type="hidden" name="budget[]" value={key} />
            <span className="min-w-[12ch] flex-1 wrap-anywhere text-[14px]">{label}</span>
            <Amount label={label} row={rows.get(key)} />
          </li>
        ))}
        <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-y border-line py-2">
          <input
            name="budget[]"
            className="field min-w-[12ch] flex-1"
            placeholder="another topic, such as cs.CL"
            aria-label="Another topic"
            maxLength={30}
            defaultValue={other?.budget}
          />
          <Amount label="the other topic" row={other} />
        </li>
      </ul>
    </fieldset>
  );
}

function Amount({ label, row }: { label: string; row: Row | undefined }) {
  const { papers = "", per = "day" } = row ?? {};
  return (
    <span className="flex items-center gap-2">
      <input
        name="papers[]"
        className="field w-[5.5em]"
        type="number"
        min={0}
        max={30}
        defaultValue={papers}
        aria-label={`Papers from ${label}`}
      />
      <select
        key={per}
        name="per[]"
        className="field w-auto"
        defaultValue={per}
        aria-label={`Of ${label}, per`}
      >
        <option value="day">a mail</option>
        <option value="week">a week</option>
      </select>
    </span>
  );
}

/** The rows as they were sent, with the row for another topic last, if the form had an error; none otherwise. */
function useSentRows(): Row[] {
  const { budget, papers = "", per = "" } = useFormState()?.values ?? {};
  const counts = papers.split("\n");
  const spans = per.split("\n");
  const rows = budget?.split("\n") ?? [];
  return rows.map((budget, i) => ({ budget, papers: counts[i] ?? "", per: spans[i] ?? "day" }));
}

function toRow({ kind, ref, papers, per }: Budget): Row {
  return { budget: budgetKey({ kind, ref }), papers: String(papers), per };
}
