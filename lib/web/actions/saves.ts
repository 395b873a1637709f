"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { savePaper, unsavePaper } from "@/lib/papers/saves";
import { formAction } from "@/lib/web/action";
import { currentPath } from "@/lib/web/current-path";
import { tellProblem } from "@/lib/web/problem";

const form = z.object({ key: z.string().max(40), on: z.enum(["yes", "no"]) });

const saveByForm = formAction(form, { limit: "vote" }, async (viewer, { key, on }) => {
  await (on === "yes" ? savePaper(viewer, key) : unsavePaper(viewer, key));
  redirect(`${await currentPath()}#p-${key}`);
});

/** Saves or unsaves a paper and returns to the same row. */
export async function setSave(data: FormData): Promise<void> {
  tellProblem(await saveByForm(null, data));
}
