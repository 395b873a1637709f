"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { rowId } from "@/lib/base/row-id";
import { beginningOf } from "@/lib/base/text";
import * as interests from "@/lib/feeds/taste/interests";
import * as library from "@/lib/feeds/taste/library";
import { absentWords } from "@/lib/feeds/taste/library-words";
import * as settings from "@/lib/feeds/taste/taste-settings";
import { canonicalKey } from "@/lib/papers/address";
import { formAction } from "@/lib/web/action";

const yesOrNo = z.enum(["yes", "no"]).transform((word) => word === "yes");
const keys = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((given) => [given].flat().flatMap((text) => text.split(/[\s,]+/).filter(Boolean)))
  // A text that is not an id is kept, so that the answer can report it as not found.
  .transform((texts) =>
    texts.slice(0, interests.maxChosen).map((text) => canonicalKey(text) ?? beginningOf(text, 40)),
  );

/** Renames an interest. */
export const renameInterest = formAction(
  z.object({ id: rowId, name: interests.interestName }),
  {},
  async (viewer, input) => {
    await interests.renameInterest(viewer, input.id, input.name);
    return show();
  },
);

/** Pauses an interest, or lets it count again. */
export const pauseInterest = formAction(
  z.object({ id: rowId, on: yesOrNo }),
  {},
  async (viewer, { id, on }) => {
    await interests.pauseInterest(viewer, id, on);
    return show();
  },
);

/** Merges one interest into another. */
export const mergeInterests = formAction(z.object({ id: rowId, into: rowId }), {}, async (viewer, input) => {
  await interests.mergeInterests(viewer, input.id, input.into);
  return show();
});

/** Removes an interest. */
export const removeInterest = formAction(z.object({ id: rowId }), {}, async (viewer, input) => {
  await interests.removeInterest(viewer, input.id);
  return show();
});

/** Moves the marked papers of an interest to another one, or out of all interests. */
export const movePapers = formAction(
  z.object({ keys, to: z.union([z.literal("out"), rowId]) }),
  {},
  async (viewer, { keys, to }) => {
    if (keys.length === 0) return { error: "Mark papers first." };
    await (to === "out" ? interests.dropPapers(viewer, keys) : interests.movePapers(viewer, keys, to));
    return show();
  },
);

/** Creates an interest from chosen papers. */
export const makeInterest = formAction(
  z.object({ name: interests.interestName, keys, more: keys }),
  {},
  async (viewer, { name, keys, more }) => {
    const { absent } = await interests.makeInterest(viewer, name, [...new Set([...keys, ...more])]);
    show();
    return absent.length > 0 ? { done: `${name} is made. ${absentWords(absent)}` } : null;
  },
);

/** Removes something that the reader imported. */
export const takeOutOfLibrary = formAction(
  z.object({ key: z.string().max(40) }),
  { limit: "vote" },
  async (viewer, { key }) => {
    await library.takeOutOfLibrary(viewer, key);
    revalidatePath("/interests/library");
    return null;
  },
);

/** Changes whether the hub learns from what the reader does, or whether `/` is the reader's own page. */
export const changeReaderSettings = formAction(
  z.object({ learns: yesOrNo.optional(), ownPage: yesOrNo.optional() }),
  {},
  async (viewer, changes) => {
    await settings.changeReaderSettings(viewer, changes);
    return show();
  },
);

/** Resets the reader's taste, once they have ticked the box that confirms it. */
export const resetTaste = formAction(
  z.object({ sure: z.literal("yes", { error: "Tick the box if you mean it." }) }),
  {},
  async (viewer) => {
    await settings.resetTaste(viewer);
    revalidatePath("/interests");
    return redirect("/interests");
  },
);

function show(): null {
  revalidatePath("/interests");
  return null;
}
