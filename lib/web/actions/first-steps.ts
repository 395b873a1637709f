"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import * as library from "@/lib/feeds/taste/library";
import { importWords } from "@/lib/feeds/taste/library-words";
import { maxLibraryLength } from "@/lib/feeds/taste/parse-library";
import * as firstSteps from "@/lib/follows/first-steps";
import * as follows from "@/lib/follows/follows";
import { findCurrentTopic } from "@/lib/papers/topics/topics";
import { type FormState, formAction } from "@/lib/web/action";
import { readTextFile } from "@/lib/web/form";
import { firstStepsPath, safeNext } from "@/lib/web/next-path";

const next = z.string().optional();

/** Makes the viewer follow exactly the ticked topics. */
export const followTopics = formAction(
  z.object({ topics: z.array(z.string()).max(500).default([]), next }),
  {},
  async (viewer, input) => {
    const topics = input.topics.flatMap((id) => findCurrentTopic(id) ?? []);
    await follows.followTopics(viewer, topics);
    redirect(firstStepsPath(input.next, "/papers"));
  },
);

/** Ends the first steps, whether they were taken or skipped. */
export const endFirstSteps = formAction(z.object({ next }), {}, async (viewer, input) => {
  await firstSteps.endFirstSteps(viewer);
  redirect(safeNext(input.next));
});

const importTexts = formAction(
  z.object({ papers: z.string().default(""), fileText: z.string().default("") }),
  // A pasted list and a file.
  { longest: 2 * maxLibraryLength + 1000 },
  async (viewer, { papers, fileText }) => {
    const texts = [papers, fileText].filter((text) => text.trim());
    if (texts.length === 0) throw new AppError("invalid", "Paste something, or choose a file.");
    const done = importWords(await library.importLibrary(viewer, texts));
    // The page shows the new number of imported papers.
    revalidatePath("/first-steps/papers");
    return { done, values: { papers: "" } };
  },
);

/** Imports papers that were pasted or uploaded as a file. */
export async function importLibrary(state: FormState, form: FormData): Promise<FormState> {
  // One character too many is enough to be told so, with what was typed kept.
  form.set("fileText", (await readTextFile(form.get("file"))).slice(0, maxLibraryLength + 1));
  const after = await importTexts(state, form);
  // The text of the file, up to a megabyte, is not sent back to the browser.
  const { fileText: _, ...values } = after?.values ?? {};
  return after && { ...after, values };
}
