"use client";

import { type FormEvent, useState, useTransition } from "react";
import { UpIcon } from "@/components/ui/icons";
import { counted } from "@/lib/base/text";
import { setUpvote } from "@/lib/web/actions/upvotes";

type Props = { paperKey: string; upvotes: number; upvoted: boolean; note: string | null; signedIn: boolean };

/** The upvote button. The form works without JavaScript; with it count and button change at once. */
export function UpvoteButton({ paperKey, signedIn, ...initial }: Props) {
  const [state, setState] = useState(initial);
  const [pending, startTransition] = useTransition();
  const { upvoted, upvotes, note } = state;

  function submit(event: FormEvent) {
    if (!signedIn) return;
    event.preventDefault();
    if (pending) return;
    setState({ upvoted: !upvoted, upvotes: upvotes + (upvoted ? -1 : 1), note: null });
    startTransition(async () => setState(await send(paperKey, !upvoted, state)));
  }

  return (
    <form action={setUpvote} onSubmit={submit} className="relative">
      <input type="hidden" name="key" value={paperKey} />
      <input type="hidden" name="want" value={upvoted ? "none" : "upvote"} />
      <button
        type="submit"
        className="vote"
        aria-pressed={upvoted}
        aria-label={`${upvoted ? "Take back your upvote" : "Upvote"}, ${counted(upvotes, "upvote")}`}
        title={note ?? undefined}
      >
        <UpIcon />
        {upvotes}
      </button>
      <span role="status" className="block max-w-12 text-center text-[11px] leading-tight text-accent">
        {note && <span title={note}>not counted</span>}
      </span>
    </form>
  );
}

type State = { upvoted: boolean; upvotes: number; note: string | null };

async function send(key: string, want: boolean, before: State): Promise<State> {
  try {
    const response = await fetch(`/api/v1/papers/${key}/upvote`, {
      method: want ? "PUT" : "DELETE",
      headers: { Prefer: "return=representation" },
    });
    const answer = await response.json();
    return response.ok ? answer : { ...before, note: answer.error };
  } catch {
    return { ...before, note: "The hub could not be reached; your vote was not sent." };
  }
}
