import { z } from "zod";
import { maxId, rowId } from "@/lib/base/row-id";
import { grouped } from "@/lib/base/text";
import { addComment, deleteComment, listCommentPage } from "@/lib/community/comments/comments";
import { type Comment, maxCommentLength } from "@/lib/community/comments/rules";
import { maxLevels, maxLines } from "@/lib/community/comments/structure";
import { getListedPaper } from "@/lib/papers/papers";
import { idParams, moment, paperParams } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { paperUrl } from "@/lib/programs/api/paper-json";

const tag = "Comments";

export const commentJson = z
  .object({
    id: z.int(),
    parentId: z.int().nullable().describe("The comment that this one answers."),
    body: z.string().describe("Markdown; empty once it is deleted."),
    createdAt: moment,
    deleted: z.boolean(),
    author: z.string().nullable().describe("A username; null once it or its author is deleted."),
  })
  .meta({ id: "Comment", description: "A comment; a deleted one keeps its place." });

const commentList = z
  .object({
    items: z.array(commentJson),
    next: z.string().nullable().describe("The `after` of the next page, or null after the last."),
  })
  .meta({
    id: "CommentList",
    description: "A paper's comments, the oldest first: at most 500, and fewer if they are very long.",
  });

const newComment = z
  .strictObject({
    body: z
      .string()
      .max(maxCommentLength)
      .describe(
        `Markdown, 1 to 65,536 characters: at most ${maxLevels} levels of lists and quotes, and ${grouped(maxLines)} lines.`,
      ),
    parentId: z
      .int()
      .positive()
      .max(maxId)
      .nullable()
      .default(null)
      .describe("The comment that this one answers."),
  })
  .meta({ id: "NewComment" });

const addedComment = z
  .object({ id: z.int(), createdAt: moment, url: z.string().describe("Where it stands, on this hub.") })
  .meta({ id: "AddedComment" });

const list = operation(
  {
    id: "listComments",
    method: "GET",
    path: "/papers/{id}/comments",
    tag,
    summary: "List a paper's comments",
    description: "The oldest first, replies among them; `parentId` says which comment a reply answers.",
    access: "everybody",
    params: paperParams,
    query: z.object({
      after: rowId.optional().describe("The `next` of the page before; without it, the first page."),
    }),
    answer: commentList,
    errors: ["not-found"],
    sharedFor: 30,
    example: { params: { id: "{paper}" } },
  },
  async ({ params, query }) => {
    const { id } = await getListedPaper(params.id);
    const { comments, next } = await listCommentPage(id, query.after ?? 0);
    return { items: comments.map(toCommentJson), next: next === null ? null : String(next) };
  },
);

const add = operation(
  {
    id: "addComment",
    method: "POST",
    path: "/papers/{id}/comments",
    tag,
    summary: "Comment on a paper, or answer a comment",
    description: "The same words within a minute are one comment.",
    access: "person",
    params: paperParams,
    body: newComment,
    answer: addedComment,
    status: 201,
    location: "url",
    errors: ["not-found"],
    example: { params: { id: "{paper}" }, body: { body: "Figure 3 is worth a second look." } },
  },
  async ({ viewer, params, body, now }) => {
    const { body: words, parentId } = body;
    const { id, createdAt } = await addComment(viewer, params.id, words, { parentId, now });
    const url = `${paperUrl(params.id)}#comment-${id}`;
    return { id, createdAt: createdAt.toISOString(), url };
  },
);

const remove = operation(
  {
    id: "deleteComment",
    method: "DELETE",
    path: "/comments/{id}",
    tag,
    summary: "Delete a comment",
    description: "Your own; a moderator deletes anybody's. Its place stays, without words.",
    access: "person",
    params: idParams,
    errors: ["not-found"],
    purges: true,
    example: { params: { id: "{comment}" } },
  },
  ({ viewer, params, now }) => deleteComment(viewer, params.id, now),
);

/** Operations on comments: list, add, delete. */
export const commentOperations: Operation[] = [list, add, remove];

export function toCommentJson({
  id,
  parentId,
  body,
  createdAt,
  deleted,
  author,
}: Omit<Comment, "parts">): z.input<typeof commentJson> {
  return { id, parentId, body, createdAt: createdAt.toISOString(), deleted, author };
}
