"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { takeBackUpvote, upvotePaper } from "@/lib/papers/upvotes";
import { formAction } from "@/lib/web/action";
import { currentPath } from "@/lib/web/current-path";
import { tellProblem } from "@/lib/web/problem";

const form = z.object({ key: z.string().max(40), want: z.enum(["upvote", "none"]) });

const vote = formAction(form, { limit: "vote" }, async (viewer, { key, want }) => {
  await (want === "upvote" ? upvotePaper(viewer, key) : takeBackUpvote(viewer, key));
  redirect(`${await currentPath()}#p-${key}`);
});

/** Upvotes a paper or withdraws the upvote, and returns to the same row; used without JavaScript. */
export async function setUpvote(data: FormData): Promise<void> {
  tellProblem(await vote(null, data));
}
