"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { rowId } from "@/lib/base/row-id";
import * as comments from "@/lib/community/comments/comments";
import { maxCommentLength } from "@/lib/community/comments/rules";
import { formAction } from "@/lib/web/action";
import { currentPath } from "@/lib/web/current-path";
import { purgePages } from "@/lib/web/purge-pages";

/** Adds a comment on a paper or a reply to a comment. */
export const addComment = formAction(
  z.object({
    key: z.string().max(40),
    body: z
      .string()
      .trim()
      .min(1, "Write something first.")
      .max(maxCommentLength, `At most ${maxCommentLength} characters.`),
    parent: rowId.optional(),
  }),
  { limit: "write" },
  async (viewer, { key, body, parent }) => {
    const { id } = await comments.addComment(viewer, key, body, { parentId: parent ?? null });
    redirect(`/papers/${key}#comment-${id}`);
  },
);

/** Deletes a comment. */
export const deleteComment = formAction(
  z.object({ id: rowId }),
  { limit: "write" },
  async (viewer, { id }) => {
    await comments.deleteComment(viewer, id);
    purgePages();
    revalidatePath(await currentPath());
  },
);
