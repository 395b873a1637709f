import { ActionForm } from "@/components/action-form";
import { CommentRow } from "@/components/papers/comment-row";
import { counted } from "@/lib/base/text";
import { maxCommentLength } from "@/lib/community/comments/rules";
import { arrangeThreads } from "@/lib/community/comments/threads";
import type { Paper } from "@/lib/papers/papers";
import { addComment } from "@/lib/web/actions/comments";
import type { PaperPage } from "@/lib/web/pages/paper";

type Props = Pick<PaperPage, "discussion" | "viewer"> & { paper: Pick<Paper, "key" | "commentCount"> };

/** A paper's comments, and the form to add one. */
export function Comments({ paper, discussion, viewer }: Props) {
  const { comments, next, isFirst } = discussion;
  const paperKey = paper.key;
  return (
    <section id="comments" aria-labelledby="comments-title" className="mt-10 border-t border-line pt-6">
      <h2 id="comments-title" className="mb-2 text-xl">
        {headingOf(next === null && isFirst ? comments.length : paper.commentCount)}
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
      <MoreComments paperKey={paperKey} discussion={discussion} />
      {viewer ? (
        <CommentForm paperKey={paperKey} />
      ) : (
        <p className="mt-4 text-soft">
          {comments.length === 0 && isFirst && "Nobody has said anything yet. "}
          <a href={`/sign-in?next=/papers/${paperKey}`} className="link">
            Sign in
          </a>{" "}
          to join the discussion.
        </p>
      )}
    </section>
  );
}

function headingOf(count: number): string {
  return count === 0 ? "Discussion" : counted(count, "comment");
}

/** Links between the parts of a discussion that is too long for one page. */
function MoreComments({ paperKey, discussion: { next, isFirst } }: MoreProps) {
  if (next === null && isFirst) return null;
  return (
    <nav aria-label="Comments" className="flex justify-between gap-4 pt-6">
      {isFirst ? (
        <span />
      ) : (
        <a href={`/papers/${paperKey}#comments`} className="btn" rel="nofollow">
          First comments
        </a>
      )}
      {next !== null && (
        <a href={`/papers/${paperKey}?after=${next}#comments`} className="btn" rel="next nofollow">
          Later comments
        </a>
      )}
    </nav>
  );
}

type MoreProps = Pick<PaperPage, "discussion"> & { paperKey: string };

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
