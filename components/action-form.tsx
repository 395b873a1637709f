"use client";

import {
  createContext,
  type FormEvent,
  type ReactNode,
  useActionState,
  useContext,
  useEffect,
  useRef,
} from "react";
import type { FormState } from "@/lib/web/form";

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  /** The button's words. */
  submit: string;
  children?: ReactNode;
  /** The button as it is heard, where several on a page have the same words: it begins with them. */
  label?: string;
  /** The button as wide as the form. */
  wide?: boolean;
  /** The button as a link among words. */
  quiet?: boolean;
  /** The button one among several, none of them the page's main one. */
  plain?: boolean;
  /** The button warns: what it does cannot be undone. */
  danger?: boolean;
  /** The button stands at the end of the fields' own line, where there is room. */
  row?: boolean;
  /** The button stays at the foot of the screen: the form is long. */
  foot?: boolean;
  /** The fields say themselves what is wrong with them (FormField). */
  inline?: boolean;
};

type Look = Pick<Props, "wide" | "quiet" | "plain" | "danger">;

const FormContext = createContext<FormState>(null);

/** A form for a server action: shows what went wrong or well, and keeps what was typed. Works without scripts. */
export function ActionForm({ action, submit, label, children, ...look }: Props) {
  const [state, act, pending] = useActionState(action, null);
  const form = useRef<HTMLFormElement>(null);
  const send = useOnce(pending);
  // After an action React empties the form; what was typed comes back with its state.
  useEffect(() => restore(form.current, state?.values), [state]);
  return (
    <form ref={form} action={act} onSubmit={send} className={look.row ? "form-row" : undefined}>
      <FormContext value={state}>{children}</FormContext>
      <div className={look.foot ? "form-foot" : "contents"}>
        <Outcome state={state} inline={look.inline ?? false} />
        <button type="submit" aria-disabled={pending} aria-label={label} className={buttonClass(look)}>
          {submit}
        </button>
      </div>
    </form>
  );
}

/** Lets a form go once until its answer is here: a double click is one wish. */
function useOnce(pending: boolean): (event: FormEvent) => void {
  const away = useRef(false);
  useEffect(() => {
    away.current = pending;
  }, [pending]);
  return (event) => {
    if (away.current) event.preventDefault();
    away.current = true;
  };
}

/** What the form around knows after it was sent; null before. */
export function useFormState(): FormState {
  return useContext(FormContext);
}

function Outcome({ state, inline }: { state: FormState; inline: boolean }) {
  const problems = inline ? [] : Object.values(state?.fields ?? {});
  const errors = [...(state?.error ? [state.error] : []), ...problems];
  if (state?.done && errors.length === 0)
    return (
      <p role="status" className="mb-2 text-soft">
        {state.done}
      </p>
    );
  return errors.length > 0 ? (
    <p role="alert" className="error mb-2">
      {[...new Set(errors)].join(" ")}
    </p>
  ) : null;
}

function buttonClass({ wide, quiet, plain, danger }: Look): string {
  if (quiet) return "link whitespace-nowrap";
  const kind = danger ? "btn-danger" : plain ? "" : "btn-solid";
  return ["btn", kind, wide ? "w-full" : ""].filter(Boolean).join(" ");
}

function restore(form: HTMLFormElement | null, values: Record<string, string> = {}): void {
  for (const [name, value] of Object.entries(values)) {
    fill(form?.elements.namedItem(name), value);
    const list = form?.elements.namedItem(`${name}[]`);
    if (list instanceof RadioNodeList)
      for (const [i, line] of value.split("\n").entries()) fill(list[i], line);
  }
}

function fill(field: unknown, value: string): void {
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) field.value = value;
  if (field instanceof HTMLInputElement && !["hidden", "checkbox", "radio"].includes(field.type))
    field.value = value;
}
