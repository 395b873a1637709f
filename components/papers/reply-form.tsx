"use client";

import { useActionState } from "react";
import { Fold } from "@/components/ui/fold";
import { maxCommentLength } from "@/lib/community/comments/rules";
import { addComment } from "@/lib/web/actions/comments";

type Props = { paperKey: string; parent: number };

/** The collapsed form to reply to a comment. It opens by itself to show an error, with and without JavaScript. */
export function ReplyForm({ paperKey, parent }: Props) {
  const [state, send, pending] = useActionState(addComment, null);
  const problem = state?.error ?? Object.values(state?.fields ?? {})[0];
  return (
    <Fold open={state ? true : undefined} data-once className="mt-2">
      <summary className="link inline-block text-[13px] text-soft">Reply</summary>
      <form action={send} data-quick className="mt-2">
        <input type="hidden" name="key" value={paperKey} />
        <input type="hidden" name="parent" value={parent} />
        <label className="label" htmlFor={`reply-${parent}`}>
          Your reply
        </label>
        <textarea
          id={`reply-${parent}`}
          name="body"
          rows={3}
          required
          maxLength={maxCommentLength}
          defaultValue={state?.values?.body}
          className="field mb-2"
        />
        {problem && (
          <p role="alert" className="error mb-2">
            {problem}
          </p>
        )}
        <button type="submit" aria-disabled={pending} className="btn">
          Send reply
        </button>
      </form>
    </Fold>
  );
}
