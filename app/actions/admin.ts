"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { forgetJob, retryJob } from "@/lib/queue/jobs";
import { formAction } from "@/lib/web/action";

const job = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) });

/** Lets the worker run a job as soon as it can. */
export const tryJobAgain = formAction(job, {}, async (viewer, { id }) => {
  await retryJob(viewer, id);
  revalidatePath("/admin/jobs");
  return { done: "It runs within seconds." };
});

/** Takes a job out of the worker's queue. */
export const dropJob = formAction(job, {}, async (viewer, { id }) => {
  await forgetJob(viewer, id);
  revalidatePath("/admin/jobs");
  return { done: "Forgotten." };
});
