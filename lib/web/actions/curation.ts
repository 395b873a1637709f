"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { editPaper, hidePaper, paperEditSchema, setFeatured } from "@/lib/community/moderation/curation";
import { formAction } from "@/lib/web/action";
import { purgePages } from "@/lib/web/purge-pages";

const key = z.string().max(40);

/** Marks a paper as featured, or takes the mark back. */
export const feature = formAction(
  z.object({ key, on: z.enum(["yes", "no"]) }),
  { limit: "write" },
  async (viewer, input) => {
    await setFeatured(viewer, input.key, input.on === "yes");
    purgePages();
    redirect(`/papers/${input.key}`);
  },
);

/** Corrects what a paper says. */
export const edit = formAction(
  paperEditSchema.extend({ key }),
  { limit: "write" },
  async (viewer, { key: paperKey, ...changes }) => {
    await editPaper(viewer, paperKey, changes);
    purgePages();
    redirect(`/papers/${paperKey}`);
  },
);

/** Takes a paper out of sight. */
export const hide = formAction(z.object({ key }), { limit: "write" }, async (viewer, input) => {
  await hidePaper(viewer, input.key);
  purgePages();
  redirect("/review#hidden");
});
