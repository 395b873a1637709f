"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { counted } from "@/lib/base/text";
import { retryDigest, retryFailed, skipDigest } from "@/lib/digests/admin";
import { forgetJob, retryJob } from "@/lib/queue/jobs";
import { formAction } from "@/lib/web/action";

const one = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) });

/** Lets the worker run a job as soon as it can. */
export const tryJobAgain = formAction(one, {}, async (viewer, { id }) => {
  await retryJob(viewer, id);
  return showAnew();
});

/** Takes a job out of the worker's queue. */
export const dropJob = formAction(one, {}, async (viewer, { id }) => {
  await forgetJob(viewer, id);
  return showAnew();
});

/** Sends a digest again that failed or is doubtful. */
export const sendDigestAgain = formAction(one, {}, async (viewer, { id }) => {
  await retryDigest(viewer, id);
  return showAnew();
});

/** Lets a digest go that failed or is doubtful. */
export const dropDigest = formAction(one, {}, async (viewer, { id }) => {
  await skipDigest(viewer, id);
  return showAnew();
});

/** Sends all digests again that failed in the last day. */
export const retryAllFailed = formAction(z.object({}), {}, async (viewer) => {
  const count = await retryFailed(viewer);
  revalidatePath("/admin", "layout");
  return { done: `${counted(count, "digest")} will be sent within minutes.` };
});

function showAnew(): null {
  revalidatePath("/admin", "layout");
  return null;
}
