"use client";

import { makeWebhook } from "@/app/actions/webhooks";
import { ActionForm, useFormState } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";

const events = [
  { value: "paper", label: "New papers in a feed" },
  { value: "comment", label: "Comments on papers I submitted, wrote or discuss" },
  { value: "upvote", label: "Upvotes of papers I submitted or wrote" },
];
const everything = { value: "every-comment", label: "Comments on every paper" };

/** Makes a webhook; the answer shows its secret, once. */
export function NewWebhookForm({ everyComment }: { everyComment: boolean }) {
  return (
    <ActionForm action={makeWebhook} submit="Make a webhook" inline>
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
      <MadeSecret />
    </ActionForm>
  );
}

function MadeSecret() {
  const secret = useFormState()?.values?.secret;
  if (!secret) return null;
  return (
    <div className="mb-5 rounded-lg bg-accent-soft px-4 py-3">
      <p role="status">This is its secret, which signs every message. Copy it now: it is not shown again.</p>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <code id="made-secret" className="grow break-all">
          {secret}
        </code>
        <span data-needs-script>
          <button type="button" className="btn" data-copy="#made-secret">
            Copy
          </button>
        </span>
      </div>
    </div>
  );
}
