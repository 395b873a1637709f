"use client";

import { type FormEvent, useState, useTransition } from "react";
import { saveOrNot, setSave } from "@/lib/web/actions/saves";

type Props = { paperKey: string; saved: boolean; signedIn: boolean; className?: string };

/** Saves or unsaves a paper. The form works without JavaScript; with it the button changes at once. */
export function SaveButton({ paperKey, signedIn, className, ...initial }: Props) {
  const [saved, setSaved] = useState(initial.saved);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    if (!signedIn) return;
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    setSaved(!saved);
    startTransition(async () => {
      const failed = await send(form);
      setProblem(failed);
      if (failed) setSaved(saved);
    });
  }

  return (
    <form action={setSave} onSubmit={submit}>
      <input type="hidden" name="key" value={paperKey} />
      <input type="hidden" name="on" value={saved ? "no" : "yes"} />
      <button
        type="submit"
        data-save
        className={className ?? "save"}
        aria-pressed={saved}
        aria-label={saved ? "Saved; take it off your list" : "Save for later"}
      >
        {saved ? "saved" : "save"}
      </button>
      <span role="status" className="text-accent">
        {problem && ` ${problem}`}
      </span>
    </form>
  );
}

async function send(form: FormData): Promise<string | null> {
  try {
    return (await saveOrNot(null, form))?.error ?? null;
  } catch {
    return "The hub could not be reached; nothing was saved.";
  }
}
