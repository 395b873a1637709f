import { SettingsSection } from "@/components/people/settings-section";
import { TitleText } from "@/components/ui/math-text";
import { shortDay } from "@/lib/base/date-words";
import type { SignalRow } from "@/lib/feeds/taste/feedback";
import { whyWords } from "@/lib/feeds/taste/feedback-words";
import { setSignal } from "@/lib/web/actions/signals";

/** The reader's feedback on papers, each with a button to undo it. */
export function FeedbackList({ signals }: { signals: SignalRow[] }) {
  return (
    <SettingsSection id="said" title="What you said of papers">
      <p className="text-soft">
        “More like this” counts more than an upvote. What was “not for me” leaves your page, and “not my
        field” is learnt from; “seen it” and “not this author” are no matter of taste.
      </p>
      {signals.length === 0 && <p className="hint mt-3">You said nothing yet.</p>}
      <ul className="mt-3">
        {signals.map((signal) => (
          <li key={signal.key} className="flex items-baseline gap-4 border-t border-line py-2">
            <div className="min-w-0 grow">
              <a href={`/papers/${signal.key}`}>
                <TitleText text={signal.title} />
              </a>
              <span className="hint block">
                {wordsOf(signal)} · {shortDay(signal.givenAt)}
              </span>
            </div>
            <form action={setSignal}>
              <input type="hidden" name="key" value={signal.key} />
              <input type="hidden" name="say" value="none" />
              <button
                type="submit"
                className="link whitespace-nowrap"
                aria-label={`Take back: ${signal.title}`}
              >
                take back
              </button>
            </form>
          </li>
        ))}
      </ul>
    </SettingsSection>
  );
}

function wordsOf({ kind, why }: SignalRow): string {
  if (kind === "more") return "more like this";
  return why ? `not for me: ${whyWords[why]}` : "not for me";
}
