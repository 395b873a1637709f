import { ActionForm } from "@/components/action-form";
import { ReplyForm } from "@/components/papers/reply-form";
import { ShownText } from "@/components/ui/math-text";
import { shortDay } from "@/lib/base/date-words";
import type { Comment } from "@/lib/community/comments/rules";
import type { Placed } from "@/lib/community/comments/threads";
import { canComment, canModerate } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";
import { deleteComment } from "@/lib/web/actions/comments";

type Props = Placed & { paperKey: string; viewer: Viewer | null; total: number };

// One entry per depth. Class names are written out because Tailwind finds only complete ones.
const indents = ["", "ml-4 sm:ml-7", "ml-8 sm:ml-14", "ml-12 sm:ml-21"];

/** One comment, indented below the one it replies to, with the actions open to the viewer. */
export function CommentRow({ comment, depth, answers, paperKey, viewer, total }: Props) {
  const { id, author, createdAt, deleted } = comment;
  const own = viewer && !deleted && (viewer.username === author || canModerate(viewer));
  return (
    <article
      id={`comment-${id}`}
      className={`border-b border-line py-4 target:bg-accent-soft ${indents[depth]}`}
    >
      <div className="kicker flex flex-wrap gap-x-3">
        {author ? <a href={`/people/${author}`}>{author}</a> : <span>deleted</span>}
        {answers && <Answered comment={answers} />}
        <span>{shortDay(createdAt)}</span>
        {own && (
          <ActionForm action={deleteComment} submit="Delete" quiet>
            <input type="hidden" name="id" value={id} />
          </ActionForm>
        )}
      </div>
      <Words comment={comment} />
      {viewer && canComment(viewer) && !deleted && (
        // The key changes with each new comment, so that the box closes once its text was sent.
        <ReplyForm key={total} paperKey={paperKey} parent={id} />
      )}
    </article>
  );
}

function Answered({ comment: { id, author } }: { comment: Comment }) {
  return (
    <span>
      in reply to <a href={`#comment-${id}`}>{author ?? "a deleted comment"}</a>
    </span>
  );
}

function Words({ comment: { parts, deleted } }: { comment: Comment }) {
  if (deleted) return <p className="mt-1 text-faint italic">This comment was deleted.</p>;
  return (
    <p className="mt-1 whitespace-pre-line">
      <ShownText parts={parts} />
    </p>
  );
}
