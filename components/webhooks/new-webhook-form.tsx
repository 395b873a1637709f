"use client";

import { ActionForm, useFormState } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";
import { ShownOnce } from "@/components/people/shown-once";
import { createWebhook } from "@/lib/web/actions/webhooks";

const events = [
  { value: "paper", label: "New papers in a feed" },
  { value: "comment", label: "Comments on papers I submitted, wrote or discuss" },
  { value: "upvote", label: "Upvotes of papers I submitted or wrote" },
];
const everything = { value: "every-comment", label: "Comments on every paper" };

/** A form that creates a webhook and shows its secret once. */
export function NewWebhookForm({ everyComment }: { everyComment: boolean }) {
  return (
    <ActionForm action={createWebhook} submit="Make a webhook" inline>
      <FormField
        name="url"
        label="Address"
        hint="Where the hub is to call."
        type="url"
        placeholder="https://example.org/hook"
        maxLength={500}
        autoComplete="off"
        required
      />
      <FormField
        kind="select"
        name="event"
        label="What it is told of"
        value="paper"
        options={everyComment ? [...events, everything] : events}
      />
      <FormField
        name="feed"
        label="Feed"
        hint="For new papers: the address of a list here, such as /topics/cs.CL, /search?q=agents or /new."
        value="/new"
        maxLength={500}
        autoComplete="off"
      />
      <NewSecret />
    </ActionForm>
  );
}

function NewSecret() {
  return (
    <ShownOnce
      id="made-secret"
      value={useFormState()?.values?.secret}
      words="This is its secret, which signs every message."
    />
  );
}
