"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { rowId } from "@/lib/base/row-id";
import * as claims from "@/lib/community/claims/claims";
import { formAction } from "@/lib/web/action";
import { purgePages } from "@/lib/web/purge-pages";

const answers = {
  pending: "Thank you. A curator will look at your claim.",
  verified: "You are verified as an author of this paper.",
  declined: "A curator has declined this claim.",
};

/** Claims a paper for the viewer as one of its authors. */
export const claimPaper = formAction(
  z.object({ key: z.string().max(40), author: z.string().trim().max(200) }),
  { limit: "write" },
  async (viewer, { key, author }) => ({ done: answers[await claims.claimPaper(viewer, key, author)] }),
);

/** Verifies or declines a claim. */
export const decideClaim = formAction(
  z.object({ id: rowId, decision: z.enum(["verified", "declined"]) }),
  { limit: "write" },
  async (viewer, { id, decision }) => {
    await claims.decideClaim(viewer, id, decision);
    purgePages();
    redirect("/review#claims");
  },
);
