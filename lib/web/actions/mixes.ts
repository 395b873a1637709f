"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import * as subscriptions from "@/lib/digests/subscriptions/delete-mix";
import { mixName, mixQuery, ownPath } from "@/lib/feeds/for-you/mix";
import * as mixes from "@/lib/feeds/for-you/mixes";
import { formAction } from "@/lib/web/action";

const slug = z.string().max(120);

/** Saves a mix under a name, and redirects to its page. */
export const createMix = formAction(
  mixQuery.extend({ name: mixName }),
  {},
  async (viewer, { name, ...weights }) => {
    const mix = await mixes.createMix(viewer, { name, weights });
    return redirect(ownPath(mix.slug));
  },
);

/** Changes the weights of a saved mix, and redirects to its page. */
export const changeMix = formAction(mixQuery.extend({ slug }), {}, async (viewer, { slug, ...weights }) => {
  await mixes.changeMix(viewer, slug, { weights });
  return redirect(ownPath(slug));
});

/** Renames a mix. */
export const renameMix = formAction(z.object({ slug, name: mixName }), {}, async (viewer, { slug, name }) => {
  await mixes.changeMix(viewer, slug, { name });
  return showMixes();
});

/** Chooses the mix with which the reader's own page opens; without a slug, the plain one. */
export const setDefaultMix = formAction(z.object({ slug }), {}, async (viewer, { slug }) => {
  await mixes.setDefaultMix(viewer, slug || null);
  return showMixes();
});

/** Gives a mix's feed a new secret address. */
export const renewMix = formAction(z.object({ slug }), {}, async (viewer, { slug }) => {
  await mixes.renewMix(viewer, slug);
  revalidatePath("/mixes");
  return { done: "The feed has a new address; the old one is no more." };
});

/** Deletes a mix with its feed and its mails. */
export const deleteMix = formAction(z.object({ slug }), {}, async (viewer, { slug }) => {
  await subscriptions.deleteMix(viewer, slug);
  revalidatePath("/settings/digests", "layout");
  return showMixes();
});

function showMixes(): null {
  revalidatePath("/mixes");
  return null;
}
