type Budget = { kind: "interest" | "topic" | "wild"; ref: string; papers: number; per: "day" | "week" };
export type BudgetChoice = { key: string; label: string };

type Props = { choices: BudgetChoice[]; budgets: Budget[] };

/** How many papers come from each interest and topic, and as wild cards. A row without a number is none. */
export function BudgetRows({ choices, budgets }: Props) {
  const known = new Map(budgets.map((budget) => [keyOf(budget), budget]));
  const extra = [...known.keys()].filter((key) => !choices.some((choice) => choice.key === key));
  const rows = [...choices, ...extra.map((key) => ({ key, label: key.replace(/^\w+:/, "") }))];
  return (
    <fieldset className="mb-5">
      <legend className="label">So many from each</legend>
      <p className="hint mb-3">
        Five a day from one interest, two a week from another, one wild card: with any number here the mail
        holds these papers alone. Leave all empty to get the list as it comes.
      </p>
      <ul>
        {rows.map(({ key, label }) => (
          <li key={key} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2">
            <input type="hidden" name="budget[]" value={key} />
            <span className="min-w-[12ch] flex-1 text-[14px]">{label}</span>
            <Amount label={label} budget={known.get(key)} />
          </li>
        ))}
        <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-y border-line py-2">
          <input
            name="budget[]"
            className="field min-w-[12ch] flex-1"
            placeholder="another topic, such as cs.CL"
            aria-label="Another topic"
            maxLength={30}
          />
          <Amount label="the other topic" budget={undefined} />
        </li>
      </ul>
    </fieldset>
  );
}

function Amount({ label, budget }: { label: string; budget: Budget | undefined }) {
  return (
    <span className="flex items-center gap-2">
      <input
        name="papers[]"
        className="field w-[5.5em]"
        type="number"
        min={0}
        max={30}
        defaultValue={budget?.papers ?? ""}
        aria-label={`Papers from ${label}`}
      />
      <select
        name="per[]"
        className="field w-auto"
        defaultValue={budget?.per ?? "day"}
        aria-label={`Of ${label}, per`}
      >
        <option value="day">a mail</option>
        <option value="week">a week</option>
      </select>
    </span>
  );
}

function keyOf({ kind, ref }: Budget): string {
  return kind === "wild" ? kind : `${kind}:${ref}`;
}
