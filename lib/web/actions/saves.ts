"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { savePaper, unsavePaper } from "@/lib/papers/saves";
import type { Viewer } from "@/lib/people/viewer";
import { formAction } from "@/lib/web/action";
import { currentPath } from "@/lib/web/current-path";
import { tellProblem } from "@/lib/web/problem";

const form = z.object({ key: z.string().max(40), on: z.enum(["yes", "no"]) });

/** Saves or unsaves a paper and returns the result to the page; used where scripts run. */
export const saveOrNot = formAction(form, { limit: "vote" }, (viewer, { key, on }) =>
  setSaved(viewer, key, on),
);

const saveByForm = formAction(form, { limit: "vote" }, async (viewer, { key, on }) => {
  await setSaved(viewer, key, on);
  redirect(`${await currentPath()}#p-${key}`);
});

/** Saves or unsaves a paper and returns to the same row; used without JavaScript. */
export async function setSave(data: FormData): Promise<void> {
  tellProblem(await saveByForm(null, data));
}

async function setSaved(viewer: Viewer, key: string, on: "yes" | "no"): Promise<null> {
  await (on === "yes" ? savePaper(viewer, key) : unsavePaper(viewer, key));
  return null;
}
