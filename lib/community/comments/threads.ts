import type { Comment } from "@/lib/community/comments/rules";

/** A comment's place in the discussion: its indentation depth, and the comment it replies to. */
export type Placed = { comment: Comment; depth: number; answers: Comment | null };

/** Replies are indented no deeper than this, so that lines stay readable on a phone. */
export const maxDepth = 3;

/**
 * Arranges a discussion in reading order: each comment is followed by its replies, oldest first.
 * @param comments in chronological order; one whose parent is missing is treated as top-level
 */
export function arrangeThreads(comments: Comment[]): Placed[] {
  const replies = groupByParent(comments);
  const placed: Placed[] = [];
  const stack = placeReplies(null, replies, -1);
  for (let next = stack.pop(); next; next = stack.pop()) {
    placed.push(next);
    stack.push(...placeReplies(next.comment, replies, next.depth));
  }
  return placed;
}

type Replies = Map<number | null, Comment[]>;

function groupByParent(comments: Comment[]): Replies {
  const known = new Set(comments.map(({ id }) => id));
  const replies: Replies = new Map();
  for (const comment of comments) {
    const parent = comment.parentId !== null && known.has(comment.parentId) ? comment.parentId : null;
    const siblings = replies.get(parent);
    if (siblings) siblings.push(comment);
    else replies.set(parent, [comment]);
  }
  return replies;
}

/** The replies to a comment, newest first, ready to be pushed on the stack. */
function placeReplies(parent: Comment | null, replies: Replies, depth: number): Placed[] {
  const found = replies.get(parent?.id ?? null) ?? [];
  return found
    .map((comment) => ({ comment, depth: Math.min(depth + 1, maxDepth), answers: parent }))
    .reverse();
}
