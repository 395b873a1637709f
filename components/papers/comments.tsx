import { comment, removeComment } from "@/app/actions/comments";
import { ActionForm } from "@/components/action-form";
import { MathText } from "@/components/ui/math-text";
import { type Comment, longestComment } from "@/lib/comments/rules";
import { shortDay } from "@/lib/feeds/words";
import { canModerate } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";

type Props = { paperKey: string; comments: Comment[]; viewer: Viewer | null };

/** What people say about a paper, and the box to say something. */
export function Comments({ paperKey, comments, viewer }: Props) {
  return (
    <section id="comments" aria-labelledby="comments-title" className="mt-10 border-t border-line pt-6">
      <h2 id="comments-title" className="mb-2 text-xl">
        {comments.length === 0
          ? "Discussion"
          : comments.length === 1
            ? "1 comment"
            : `${comments.length} comments`}
      </h2>
      {comments.map((one) => (
        <CommentRow key={one.id} comment={one} viewer={viewer} />
      ))}
      {viewer ? (
        <CommentForm paperKey={paperKey} />
      ) : (
        <p className="mt-4 text-soft">
          {comments.length === 0 && "Nobody has said anything yet. "}
          <a href={`/sign-in?next=/papers/${paperKey}`} className="link">
            Sign in
          </a>{" "}
          to join the discussion.
        </p>
      )}
    </section>
  );
}

function CommentRow({
  comment: { id, author, body, createdAt, deleted },
  viewer,
}: {
  comment: Comment;
  viewer: Viewer | null;
}) {
  const own = viewer && !deleted && (viewer.username === author || canModerate(viewer));
  return (
    <article id={`comment-${id}`} className="border-b border-line py-4 target:bg-accent-soft">
      <div className="kicker flex gap-3">
        {author ? <a href={`/people/${author}`}>{author}</a> : <span>deleted</span>}
        <span>{shortDay(createdAt)}</span>
        {own && (
          <ActionForm action={removeComment} submit="Delete" quiet>
            <input type="hidden" name="id" value={id} />
          </ActionForm>
        )}
      </div>
      {deleted ? (
        <p className="mt-1 text-faint italic">This comment was deleted.</p>
      ) : (
        <p className="mt-1 whitespace-pre-line">
          <MathText text={body} />
        </p>
      )}
    </article>
  );
}

function CommentForm({ paperKey }: { paperKey: string }) {
  return (
    <div className="mt-5">
      <ActionForm action={comment} submit="Comment">
        <input type="hidden" name="key" value={paperKey} />
        <label className="label" htmlFor="comment-body">
          Your comment
        </label>
        <textarea
          id="comment-body"
          name="body"
          rows={4}
          required
          maxLength={longestComment}
          className="field mb-2"
        />
      </ActionForm>
    </div>
  );
}
