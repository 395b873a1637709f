"use client";

import { useFormState } from "@/components/action-form";
import { muteKindNames } from "@/components/follows/mute-kinds";

/** The fields of the form to mute something. After an error they keep what was typed. */
export function MuteFields() {
  const { kind, ref } = useFormState()?.values ?? {};
  return (
    <>
      <select key={kind} name="kind" defaultValue={kind} className="field !w-auto" aria-label="What kind">
        {Object.entries(muteKindNames).map(([kind, name]) => (
          <option key={kind} value={kind}>
            {name}
          </option>
        ))}
      </select>
      <input
        name="ref"
        required
        maxLength={200}
        defaultValue={ref}
        className="field !w-auto min-w-0 flex-1 basis-36"
        placeholder="large language model"
        aria-label="What to mute: a word or a few in a row, a topic's id such as cs.CL, an author's or organisation's name, a username"
      />
    </>
  );
}
