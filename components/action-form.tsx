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
  /** The button's label. */
  submit: string;
  children?: ReactNode;
  /** The button's accessible name, for pages on which several buttons have the same label. It begins with the label. */
  label?: string;
  /** Whether the button is as wide as the form. */
  wide?: boolean;
  /** Whether the button looks like a link. */
  quiet?: boolean;
  /** Whether the button is secondary. */
  plain?: boolean;
  /** Whether the button looks like a warning, because its action cannot be undone. */
  danger?: boolean;
  /** Whether the button is on the same line as the fields, if there is room. */
  row?: boolean;
  /** Whether the button stays at the bottom of the screen, for long forms. */
  foot?: boolean;
  /** Whether the fields show their own errors, as FormField does. */
  inline?: boolean;
};

type Look = Pick<Props, "wide" | "quiet" | "plain" | "danger">;

const FormContext = createContext<FormState>(null);

/** A form for a server action. It shows errors or success, keeps what was typed, and works without JavaScript. */
export function ActionForm({ action, submit, label, children, ...look }: Props) {
  const [state, act, pending] = useActionState(action, null);
  const form = useRef<HTMLFormElement>(null);
  const send = useSendOnce(pending);
  // React resets the form after an action, so the typed values are restored from the action's state.
  useEffect(() => restore(form.current, state?.values), [state]);
  return (
    <form ref={form} action={act} onSubmit={send} data-quick className={look.row ? "form-row" : undefined}>
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

/** Prevents a form from being sent twice, by a double click, before the answer arrives. */
function useSendOnce(pending: boolean): (event: FormEvent) => void {
  const isSending = useRef(false);
  useEffect(() => {
    isSending.current = pending;
  }, [pending]);
  return (event) => {
    if (isSending.current) event.preventDefault();
    isSending.current = true;
  };
}

/** The state of the enclosing ActionForm after it was sent; null before. */
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
