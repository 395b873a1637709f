"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { follow, removeFollow, renameFollow, unfollow } from "@/lib/follows/follows";
import { followAgain, mute, removeMute, unmute } from "@/lib/follows/mutes";
import { labelSchema, newFollowSchema, newMuteSchema } from "@/lib/follows/schema";
import type { Viewer } from "@/lib/people/viewer";
import { type FormState, formAction } from "@/lib/web/action";
import { currentPath } from "@/lib/web/current-path";
import { tellProblem } from "@/lib/web/problem";

const on = z.enum(["yes", "no"]);
const id = z.coerce.number().int().positive().max(2_147_483_647);

const following = newFollowSchema.extend({ on });
const muting = newMuteSchema.extend({ on });

/** Follows something or no longer, and tells the page how that went; for pages with scripts. */
export const followOrNot = formAction(following, { limit: "vote" }, keepFollow);

/** Mutes something or no longer, likewise. */
export const muteOrNot = formAction(muting, { limit: "vote" }, keepMute);

const followByForm = formAction(following, { limit: "vote" }, async (viewer, wish) => {
  await keepFollow(viewer, wish);
  redirect(await currentPath());
});

const muteByForm = formAction(muting, { limit: "vote" }, async (viewer, wish) => {
  await keepMute(viewer, wish);
  redirect(await currentPath());
});

/** The follow form without JavaScript: comes back to the same page. */
export async function setFollow(data: FormData): Promise<void> {
  tellProblem(await followByForm(null, data));
}

/** The mute form without JavaScript. */
export async function setMute(data: FormData): Promise<void> {
  tellProblem(await muteByForm(null, data));
}

/** Gives a follow another name in the list. */
export const rename = formAction(z.object({ id, label: labelSchema }), {}, async (viewer, input) => {
  await renameFollow(viewer, input.id, input.label);
  return showList();
});

/** Ends a follow in the list. */
export const endFollow = formAction(z.object({ id }), { limit: "vote" }, async (viewer, input) => {
  await removeFollow(viewer, input.id);
  return showList();
});

/** Mutes what was typed. */
export const addMute = formAction(newMuteSchema, {}, async (viewer, wish) => {
  const { label, wasFollowed } = await mute(viewer, wish);
  showList();
  return { done: `Muted: ${label}.${wasFollowed ? " You follow it no longer." : ""}`, values: { ref: "" } };
});

/** Ends a mute in the list. */
export const endMute = formAction(z.object({ id }), { limit: "vote" }, async (viewer, input) => {
  await removeMute(viewer, input.id);
  return showList();
});

/** Follows again what is muted in the list. */
export const unmuteAndFollow = formAction(z.object({ id }), { limit: "vote" }, async (viewer, input) => {
  await followAgain(viewer, input.id);
  return showList();
});

async function keepFollow(viewer: Viewer, { on, ...wish }: z.output<typeof following>): Promise<FormState> {
  if (on === "yes") return (await follow(viewer, wish)).unmuted ? { done: "No longer muted." } : null;
  await unfollow(viewer, wish);
  return null;
}

async function keepMute(viewer: Viewer, { on, ...wish }: z.output<typeof muting>): Promise<FormState> {
  if (on === "yes") return (await mute(viewer, wish)).wasFollowed ? { done: "No longer followed." } : null;
  await unmute(viewer, wish);
  return null;
}

function showList(): null {
  revalidatePath("/following");
  return null;
}
