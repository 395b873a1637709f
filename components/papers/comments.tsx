import { ActionForm } from "@/components/action-form";
import { CommentRow } from "@/components/papers/comment-row";
import { type Comment, maxCommentLength } from "@/lib/community/comments/rules";
import { arrangeThreads } from "@/lib/community/comments/threads";
import type { Viewer } from "@/lib/people/viewer";
import { addComment } from "@/lib/web/actions/comments";

type Props = { paperKey: string; comments: Comment[]; viewer: Viewer | null };

/** A paper's comments, and the form to add one. */
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
      {arrangeThreads(comments).map((placed) => (
        <CommentRow
          key={placed.comment.id}
          {...placed}
          paperKey={paperKey}
          viewer={viewer}
          total={comments.length}
        />
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

function CommentForm({ paperKey }: { paperKey: string }) {
  return (
    <div className="mt-5">
      <ActionForm action={addComment} submit="Comment">
        <input type="hidden" name="key" value={paperKey} />
        <label className="label" htmlFor="comment-body">
          Your comment
        </label>
        <textarea
          id="comment-body"
          name="body"
          rows={4}
          required
          maxLength={maxCommentLength}
          className="field mb-2"
        />
      </ActionForm>
    </div>
  );
}
