import { type Feedback, feedbackWords, whyWords } from "@/lib/feeds/taste/feedback-words";
import { setSignal } from "@/lib/web/actions/signals";

type Props = {
  paperKey: string;
  feedback: Feedback;
  /** Whether the row of a list folds to one line after "not for me". */
  folds?: boolean;
};

/** The buttons "more like this" and "not for me". */
export function SignalButtons({ paperKey, feedback, folds = false }: Props) {
  const dismissed = feedback !== "none" && feedback !== "more";
  return (
    <form
      action={setSignal}
      data-quick
      tabIndex={-1}
      className={folds && dismissed ? "signals folded" : "signals"}
    >
      <input type="hidden" name="key" value={paperKey} />
      <span role="status" className={dismissed ? undefined : "sr-only"}>
        {feedbackWords(feedback)}
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
