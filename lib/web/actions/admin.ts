"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { rowId } from "@/lib/base/row-id";
import { counted } from "@/lib/base/text";
import * as digests from "@/lib/digests/admin";
import * as firstAdmin from "@/lib/people/admin-link";
import * as jobs from "@/lib/queue/jobs";
import { formAction } from "@/lib/web/action";

const one = z.object({ id: rowId });

/** Makes the viewer the hub's admin by the link that was printed at its start. */
export const becomeAdmin = formAction(
  z.object({ token: z.string().min(1).max(200) }),
  {
    sensitive: {
      form: "first-admin",
      page: ({ token }) => `/first-admin?token=${encodeURIComponent(String(token))}`,
    },
  },
  async (viewer, { token }) => {
    await firstAdmin.becomeAdmin(viewer, token);
    revalidatePath("/", "layout");
    redirect("/first-admin?done=yes");
  },
);

/** Lets the worker run a job as soon as it can. */
export const retryJob = formAction(one, {}, async (viewer, { id }) => {
  await jobs.retryJob(viewer, id);
  return showAnew();
});

/** Takes a job out of the worker's queue. */
export const forgetJob = formAction(one, {}, async (viewer, { id }) => {
  await jobs.forgetJob(viewer, id);
  return showAnew();
});

/** Sends a failed or doubtful digest again. */
export const retryDigest = formAction(one, {}, async (viewer, { id }) => {
  await digests.retryDigest(viewer, id);
  return showAnew();
});

/** Lets a failed or doubtful digest go unsent. */
export const skipDigest = formAction(one, {}, async (viewer, { id }) => {
  await digests.skipDigest(viewer, id);
  return showAnew();
});

/** Sends all digests again that failed in the last day. */
export const retryDigests = formAction(z.object({}), {}, async (viewer) => {
  const count = await digests.retryDigests(viewer);
  revalidatePath("/admin", "layout");
  return { done: `${counted(count, "digest")} will be sent now.` };
});

function showAnew(): null {
  revalidatePath("/admin", "layout");
  return null;
}
