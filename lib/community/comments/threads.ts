import type { Comment } from "@/lib/community/comments/rules";

/** A comment's place in the discussion: how deep it is set, and whom it answers. */
export type Placed = { comment: Comment; depth: number; answers: Comment | null };

/** Replies to replies are set no deeper than this: on a telephone nothing would be left of the line. */
export const maxDepth = 3;

/**
 * A discussion in the order of reading: each comment is followed by its replies, oldest first.
 * @param comments in the order in which they came; one whose parent is not among them stands by itself
 */
export function arrangeThreads(comments: Comment[]): Placed[] {
  const replies = repliesOf(comments);
  const placed: Placed[] = [];
  const waiting = setUnder(null, replies, -1);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    placed.push(next);
    waiting.push(...setUnder(next.comment, replies, next.depth));
  }
  return placed;
}

type Replies = Map<number | null, Comment[]>;

function repliesOf(comments: Comment[]): Replies {
  const known = new Set(comments.map(({ id }) => id));
  const replies: Replies = new Map();
  for (const comment of comments) {
    const parent = comment.parentId !== null && known.has(comment.parentId) ? comment.parentId : null;
    replies.set(parent, [...(replies.get(parent) ?? []), comment]);
  }
  return replies;
}

/** The replies to a comment, the last one first: they wait on a stack. */
function setUnder(parent: Comment | null, replies: Replies, depth: number): Placed[] {
  const found = replies.get(parent?.id ?? null) ?? [];
  return found
    .map((comment) => ({ comment, depth: Math.min(depth + 1, maxDepth), answers: parent }))
    .reverse();
}
