import { voteWords } from "@/components/papers/toggle-words";
import { UpIcon } from "@/components/ui/icons";
import { setUpvote } from "@/lib/web/actions/upvotes";

type Props = { paperKey: string; upvotes: number; upvoted: boolean; note: string | null; signedIn: boolean };

/** The upvote button. The form works without JavaScript; with it count and button change at once. */
export function UpvoteButton({ paperKey, upvotes, upvoted, note, signedIn }: Props) {
  const { text, label } = voteWords(upvoted, upvotes);
  return (
    <form
      action={setUpvote}
      data-toggle={signedIn ? `/api/v1/papers/${paperKey}/upvote` : undefined}
      className="relative"
    >
      <input type="hidden" name="key" value={paperKey} />
      <input type="hidden" name="want" value={upvoted ? "none" : "upvote"} />
      <button
        type="submit"
        className="vote"
        data-count={upvotes}
        aria-pressed={upvoted}
        aria-label={label}
        title={note ?? undefined}
      >
        <UpIcon />
        {text}
      </button>
      <span
        role="status"
        className="block max-w-12 text-center text-[11px] leading-tight text-accent"
        title={note ?? undefined}
      >
        {note && "not counted"}
      </span>
    </form>
  );
}
