"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import {
  interestName,
  makeInterest as make,
  mergeInterests,
  mostChosen,
  pauseInterest,
  removeInterest as remove,
  renameInterest as rename,
} from "@/lib/feeds/taste/interests";
import { absentWords } from "@/lib/feeds/taste/library-words";
import { dropPapers, movePapers } from "@/lib/feeds/taste/places";
import { setOwnPage } from "@/lib/feeds/taste/settings";
import { resetTaste, setLearning } from "@/lib/feeds/taste/signals";
import { takeOutOfLibrary } from "@/lib/feeds/taste/take-out";
import { canonicalKey } from "@/lib/papers/keys";
import { formAction } from "@/lib/web/action";

const id = z.coerce.number().int().positive().max(2_147_483_647);
const onOff = z.object({ on: z.enum(["yes", "no"]) });
const keys = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((given) => [given].flat().flatMap((text) => text.split(/[\s,]+/).filter(Boolean)))
  // What is no id stays as it is, to be named where nothing is found under it.
  .transform((texts) => texts.map((text) => canonicalKey(text) ?? text.slice(0, 40)).slice(0, mostChosen));

/** Gives an interest another name. */
export const nameInterest = formAction(z.object({ id, name: interestName }), {}, async (viewer, input) => {
  await rename(viewer, input.id, input.name);
  return show();
});

/** Lets an interest rest, or count again. */
export const restInterest = formAction(onOff.extend({ id }), {}, async (viewer, { id, on }) => {
  await pauseInterest(viewer, id, on === "yes");
  return show();
});

/** Makes one interest of two. */
export const joinInterests = formAction(z.object({ id, into: id }), {}, async (viewer, input) => {
  await mergeInterests(viewer, input.id, input.into);
  return show();
});

/** Removes an interest. */
export const removeInterest = formAction(z.object({ id }), {}, async (viewer, input) => {
  await remove(viewer, input.id);
  return show();
});

/** Takes the marked papers of an interest out, or moves them to another one. */
export const sortPapers = formAction(
  z.object({ keys, to: z.union([z.literal("out"), id]) }),
  {},
  async (viewer, { keys, to }) => {
    if (keys.length === 0) return { error: "Mark papers first." };
    await (to === "out" ? dropPapers(viewer, keys) : movePapers(viewer, keys, to));
    return show();
  },
);

/** Makes an interest of chosen papers. */
export const makeInterest = formAction(
  z.object({ name: interestName, keys, more: keys }),
  {},
  async (viewer, { name, keys, more }) => {
    const { absent } = await make(viewer, name, [...new Set([...keys, ...more])]);
    show();
    return absent.length > 0 ? { done: `${name} is made. ${absentWords(absent)}` } : null;
  },
);

/** Takes something out that the reader brought along. */
export const takeOutPaper = formAction(
  z.object({ key: z.string().max(40) }),
  { limit: "vote" },
  async (viewer, { key }) => {
    await takeOutOfLibrary(viewer, key);
    revalidatePath("/interests/library");
    return null;
  },
);

/** Whether the hub may learn from what the reader does. */
export const setLearns = formAction(onOff, {}, async (viewer, { on }) => {
  await setLearning(viewer, on === "yes");
  return show();
});

/** Whether `/` is the reader's own page. */
export const chooseFrontPage = formAction(onOff, {}, async (viewer, { on }) => {
  await setOwnPage(viewer, on === "yes");
  return show();
});

/** Forgets everything that was learnt, once the reader has said that they mean it. */
export const forgetTaste = formAction(
  z.object({ sure: z.literal("yes", { error: "Tick the box if you mean it." }) }),
  {},
  async (viewer) => {
    await resetTaste(viewer);
    revalidatePath("/interests");
    return redirect("/interests");
  },
);

function show(): null {
  revalidatePath("/interests");
  return null;
}
