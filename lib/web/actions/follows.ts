"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { rowId } from "@/lib/base/row-id";
import * as follows from "@/lib/follows/follows";
import * as mutes from "@/lib/follows/mutes";
import { labelSchema, newFollowSchema, newMuteSchema } from "@/lib/follows/schema";
import { formAction } from "@/lib/web/action";
import { currentPath } from "@/lib/web/current-path";
import { tellProblem } from "@/lib/web/problem";

const on = z.enum(["yes", "no"]);

const following = newFollowSchema.extend({ on });
const muting = newMuteSchema.extend({ on });

const followByForm = formAction(following, { limit: "vote" }, async (viewer, { on, ...wish }) => {
  await (on === "yes" ? follows.follow(viewer, wish) : follows.unfollow(viewer, wish));
  redirect(await currentPath());
});

const muteByForm = formAction(muting, { limit: "vote" }, async (viewer, { on, ...wish }) => {
  await (on === "yes" ? mutes.mute(viewer, wish) : mutes.unmute(viewer, wish));
  redirect(await currentPath());
});

/** Follows or unfollows something, and returns to the same page. */
export async function setFollow(data: FormData): Promise<void> {
  tellProblem(await followByForm(null, data));
}

/** Mutes or unmutes something, and returns to the same page. */
export async function setMute(data: FormData): Promise<void> {
  tellProblem(await muteByForm(null, data));
}

/** Renames a follow in the list. */
export const renameFollow = formAction(
  z.object({ id: rowId, label: labelSchema }),
  {},
  async (viewer, input) => {
    await follows.renameFollow(viewer, input.id, input.label);
    return showList();
  },
);

/** Ends a follow in the list. */
export const unfollow = formAction(z.object({ id: rowId }), { limit: "vote" }, async (viewer, input) => {
  await follows.unfollow(viewer, input.id);
  return showList();
});

/** Mutes what was typed. */
export const mute = formAction(newMuteSchema, {}, async (viewer, wish) => {
  const { label, wasFollowed } = await mutes.mute(viewer, wish);
  showList();
  return { done: `Muted: ${label}.${wasFollowed ? " You follow it no longer." : ""}`, values: { ref: "" } };
});

/** Ends a mute in the list. */
export const unmute = formAction(z.object({ id: rowId }), { limit: "vote" }, async (viewer, input) => {
  await mutes.unmute(viewer, input.id);
  return showList();
});

/** Follows something that is muted in the list, which ends the mute. */
export const followAgain = formAction(z.object({ id: rowId }), { limit: "vote" }, async (viewer, input) => {
  await mutes.followAgain(viewer, input.id);
  return showList();
});

function showList(): null {
  revalidatePath("/following");
  return null;
}
