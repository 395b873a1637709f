"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { giveSignal, takeBackSignal } from "@/lib/feeds/taste/feedback";
import type { Viewer } from "@/lib/people/viewer";
import { formAction } from "@/lib/web/action";
import { currentPath } from "@/lib/web/current-path";
import { tellProblem } from "@/lib/web/problem";

const form = z.object({
  key: z.string().max(40),
  say: z.enum(["none", "more", "less", "field", "seen", "author", "quality"]),
});
type Form = z.output<typeof form>;

const signalByForm = formAction(form, { limit: "vote" }, async (viewer, input) => {
  await note(viewer, input);
  redirect(backTo(await currentPath(), input));
});

/**
 * Stores feedback ("more like this", or "not for me" with or without a reason) or removes it, and redirects to the page, which
 * confirms the feedback and offers to undo it.
 */
export async function setSignal(data: FormData): Promise<void> {
  tellProblem(await signalByForm(null, data));
}

async function note(viewer: Viewer, { key, say }: Form): Promise<void> {
  if (say === "none") await takeBackSignal(viewer, key);
  else if (say === "more" || say === "less") await giveSignal(viewer, key, { kind: say });
  else await giveSignal(viewer, key, { kind: "less", why: say });
}

function backTo(path: string, { key, say }: Form): string {
  const url = new URL(path, "http://hub");
  url.searchParams.delete("said");
  const hidden = say !== "none" && say !== "more" && !path.startsWith("/papers/");
  if (hidden) url.searchParams.set("said", `${key} ${say}`);
  return `${url.pathname}${url.search}${hidden ? "" : `#p-${key}`}`;
}
