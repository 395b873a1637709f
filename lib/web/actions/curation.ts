"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import * as curation from "@/lib/community/moderation/curation";
import { formAction } from "@/lib/web/action";
import { purgePages } from "@/lib/web/purge-pages";

const key = z.string().max(40);

/** Marks a paper as featured. */
export const featurePaper = formAction(z.object({ key }), { limit: "write" }, async (viewer, input) => {
  await curation.featurePaper(viewer, input.key);
  purgePages();
  redirect(`/papers/${input.key}`);
});

/** Removes a paper's featured mark. */
export const unfeaturePaper = formAction(z.object({ key }), { limit: "write" }, async (viewer, input) => {
  await curation.unfeaturePaper(viewer, input.key);
  purgePages();
  redirect(`/papers/${input.key}`);
});

/** Corrects a paper's fields. */
export const changePaper = formAction(
  curation.paperChangeSchema.extend({ key }),
  { limit: "write" },
  async (viewer, { key: paperKey, ...changes }) => {
    await curation.changePaper(viewer, paperKey, changes);
    purgePages();
    redirect(`/papers/${paperKey}`);
  },
);

/** Hides a paper. */
export const hidePaper = formAction(z.object({ key }), { limit: "write" }, async (viewer, input) => {
  await curation.hidePaper(viewer, input.key);
  purgePages();
  redirect("/review#hidden");
});
