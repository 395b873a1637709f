"use client";

import { type FormEvent, useState, useTransition } from "react";
import { type Feedback, feedbackWords, whyWords } from "@/lib/feeds/taste/feedback-words";
import { setSignal, signalOrNot } from "@/lib/web/actions/signals";

type Props = {
  paperKey: string;
  feedback: Feedback;
  /** Whether the row of a list folds to one line after "not for me". */
  folds?: boolean;
};

/** The buttons "more like this" and "not for me": a form that works without JavaScript, and answers at once with it. */
export function SignalButtons({ paperKey, folds = false, ...initial }: Props) {
  const [feedback, setFeedback] = useState<Feedback>(initial.feedback);
  const [problem, setProblem] = useState<string | null>(null);
  const [, startTransition] = useTransition();
  const dismissed = feedback !== "none" && feedback !== "more";

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
    // The pressed button may disappear, so the form keeps the keyboard focus.
    event.currentTarget.focus({ preventScroll: true });
    setFeedback(form.get("say") as Feedback);
    startTransition(async () => {
      const failed = await send(form);
      setProblem(failed);
      if (failed) setFeedback(feedback);
    });
  }

  return (
    <form
      action={setSignal}
      onSubmit={submit}
      tabIndex={-1}
      className={folds && dismissed ? "signals folded" : "signals"}
    >
      <input type="hidden" name="key" value={paperKey} />
      <span role="status" className={dismissed ? undefined : problem ? "text-accent" : "sr-only"}>
        {problem ?? feedbackWords(feedback)}
      </span>
      {dismissed ? <Dismissed feedback={feedback} /> : <Choice on={feedback === "more"} />}
    </form>
  );
}

function Choice({ on }: { on: boolean }) {
  return (
    <>
      <button
        type="submit"
        name="say"
        value={on ? "none" : "more"}
        className="save"
        data-more
        aria-pressed={on}
        aria-label={on ? "More like this; take it back" : undefined}
      >
        more like this
      </button>
      <button type="submit" name="say" value="less" className="save" data-less>
        not for me
      </button>
    </>
  );
}

/** Shown after "not for me": buttons for the reason, and one to undo. */
function Dismissed({ feedback }: { feedback: Feedback }) {
  return (
    <>
      {feedback === "less" &&
        Object.entries(whyWords).map(([why, words]) => (
          <button key={why} type="submit" name="say" value={why} className="save">
            {words}
          </button>
        ))}
      <button type="submit" name="say" value="none" className="save underline underline-offset-3">
        Undo
      </button>
    </>
  );
}

async function send(form: FormData): Promise<string | null> {
  try {
    return (await signalOrNot(null, form))?.error ?? null;
  } catch {
    return "The hub could not be reached; nothing was noted.";
  }
}
