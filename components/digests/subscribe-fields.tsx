"use client";

import { useFormState } from "@/components/action-form";
import { cadenceChoices } from "@/components/digests/schedule-words";

/** Form fields for the mail address (if not signed in) and the cadence. After an error they keep what was sent. */
export function SubscribeFields({ signedIn }: { signedIn: boolean }) {
  const { email, cadence = "daily" } = useFormState()?.values ?? {};
  return (
    <>
      {!signedIn && (
        <input
          className="field mb-2"
          type="email"
          name="email"
          required
          maxLength={254}
          autoComplete="email"
          placeholder="you@university.edu"
          aria-label="E-mail address"
          defaultValue={email}
        />
      )}
      <select
        key={cadence}
        name="cadence"
        className="field mb-2"
        aria-label="How often"
        defaultValue={cadence}
      >
        {cadenceChoices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </>
  );
}
