"use client";

import { ActionForm, useFormState } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";
import { ShownOnce } from "@/components/people/shown-once";
import { createToken } from "@/lib/web/actions/tokens";

const scopes = [
  { value: "read", label: "Read: look at what you may see" },
  { value: "write", label: "Read and write: do what you may do" },
];

const spans = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "A year" },
  { value: "never", label: "Until you revoke it" },
];

/** A form that creates a token and shows it once. @param typed what was typed before signing in again */
export function NewTokenForm({ typed }: { typed: Record<string, string> }) {
  return (
    <ActionForm action={createToken} submit="Make a token" inline>
      <FormField
        name="name"
        label="Name"
        hint="What it is for, so that you know it again."
        value={typed.name ?? ""}
        maxLength={60}
        autoComplete="off"
        required
      />
      <FormField
        kind="select"
        name="scope"
        label="What it may do"
        value={typed.scope ?? "read"}
        options={scopes}
      />
      <FormField
        kind="select"
        name="days"
        label="How long it lasts"
        value={typed.days ?? "90"}
        options={spans}
      />
      <MadeToken />
    </ActionForm>
  );
}

function MadeToken() {
  return <ShownOnce id="made-token" value={useFormState()?.values?.token} words="This is your token." />;
}
