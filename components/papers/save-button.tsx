import { saveWords } from "@/components/papers/toggle-words";
import { setSave } from "@/lib/web/actions/saves";

type Props = { paperKey: string; saved: boolean; signedIn: boolean; className?: string };

/** Saves or unsaves a paper. The form works without JavaScript; with it the button changes at once. */
export function SaveButton({ paperKey, saved, signedIn, className }: Props) {
  const { text, label } = saveWords(saved);
  return (
    <form action={setSave} data-toggle={signedIn ? `/api/v1/papers/${paperKey}/save` : undefined}>
      <input type="hidden" name="key" value={paperKey} />
      <input type="hidden" name="on" value={saved ? "no" : "yes"} />
      <button type="submit" data-save className={className ?? "save"} aria-pressed={saved} aria-label={label}>
        {text}
      </button>
      <span role="status" className="text-accent" />
    </form>
  );
}
