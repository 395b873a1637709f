"use client";

import { type ComponentProps, useId } from "react";
import { useFormState } from "@/components/action-form";

type Own = { name: string; label: string; hint?: string; value?: string };
type Props =
  | ({ kind?: "input" } & Own & Omit<ComponentProps<"input">, keyof Own>)
  | ({ kind: "textarea" } & Own & Omit<ComponentProps<"textarea">, keyof Own>)
  | ({ kind: "select"; options: { value: string; label: string }[] } & Own);

/** A labelled field of an ActionForm, with its hint, its error and the value entered before. */
export function FormField({ label, hint, value = "", ...props }: Props) {
  const id = useId();
  const state = useFormState();
  const error = state?.fields?.[props.name];
  const shared = {
    id,
    defaultValue: state?.values?.[props.name] ?? value,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined,
  };
  return (
    <div className="mb-5">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="hint mb-2">
          {hint}
        </p>
      )}
      <Control {...props} {...shared} />
      {error && (
        <p id={`${id}-error`} role="alert" className="error mt-1">
          {error}
        </p>
      )}
    </div>
  );
}

type ControlProps =
  | ({ kind?: "input" } & ComponentProps<"input">)
  | ({ kind: "textarea" } & ComponentProps<"textarea">)
  | ({ kind: "select"; options: { value: string; label: string }[] } & ComponentProps<"select">);

function Control(props: ControlProps) {
  if (props.kind === "textarea") {
    const { kind: _, ...rest } = props;
    return <textarea {...rest} className="field" />;
  }
  if (props.kind === "select") {
    const { kind: _, options, ...rest } = props;
    return (
      <select {...rest} key={String(rest.defaultValue)} className="field">
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  const { kind: _, ...rest } = props;
  return <input {...rest} className="field" />;
}
