"use client";

import { useActionState } from "react";
import { Fold } from "@/components/ui/fold";
import { claimPaper } from "@/lib/web/actions/claims";

type Props = { paperKey: string; names: string[] };

/** The collapsed form to claim a paper. It opens by itself to show the result, with and without JavaScript. */
export function ClaimForm({ paperKey, names }: Props) {
  const [state, send, pending] = useActionState(claimPaper, null);
  const problem = state?.error ?? Object.values(state?.fields ?? {})[0];
  return (
    <Fold open={state ? true : undefined} className="mt-10 border-t border-line pt-6">
      <summary className="link text-soft">Is this your paper?</summary>
      <p className="mt-3 mb-4 text-soft">
        Choose your name, and a curator verifies it. You are then known as its author; your own upvote on the
        paper is kept but does not count.
      </p>
      <form action={send} data-quick>
        <input type="hidden" name="key" value={paperKey} />
        <label className="label" htmlFor="claim-author">
          Your name on the paper
        </label>
        <NameField names={names} />
        <button type="submit" aria-disabled={pending} className="btn">
          This is my paper
        </button>
        <p role="status" className="mt-3">
          {state?.done}
        </p>
        {problem && (
          <p role="alert" className="error">
            {problem}
          </p>
        )}
      </form>
    </Fold>
  );
}

// Physics papers can have thousands of authors, too many for a list to choose from.
const maxChoices = 200;

function NameField({ names }: { names: string[] }) {
  const shared = { id: "claim-author", name: "author", required: true, className: "field mb-3" };
  if (names.length > maxChoices) return <input {...shared} maxLength={200} />;
  return (
    <select {...shared}>
      {names.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
}
