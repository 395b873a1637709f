"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import { ban, unban } from "@/lib/community/moderation/ban";
import { unhidePaper } from "@/lib/community/moderation/curation";
import { approvePaper, declinePaper } from "@/lib/community/moderation/pending";
import { setRole } from "@/lib/people/people";
import { foldUsername } from "@/lib/people/username";
import { formAction } from "@/lib/web/action";
import { purgePages } from "@/lib/web/purge-pages";

const paper = z.object({ key: z.string().max(40) });
const username = z.string().max(60).transform(foldUsername);
const limit = { limit: "write" } as const;

/** Lets a paper entered by hand into today's feed. */
export const approve = formAction(paper, limit, async (viewer, { key }) => {
  const { HUB_TIME_ZONE: timeZone } = getConfig();
  const listed = await approvePaper(viewer, key, { now: new Date(), timeZone });
  purgePages();
  redirect(`/papers/${listed}`);
});

/** Declines a paper entered by hand. */
export const decline = formAction(paper, limit, async (viewer, { key }) => {
  await declinePaper(viewer, key);
  redirect("/review#pending");
});

/** Brings a hidden paper back. */
export const unhide = formAction(paper, limit, async (viewer, { key }) => {
  await unhidePaper(viewer, key);
  purgePages();
  redirect(`/papers/${key}`);
});

/** Bans an account, or readmits it. */
export const setBan = formAction(
  z.object({ username, banned: z.enum(["yes", "no"]) }),
  limit,
  async (viewer, input) => {
    await (input.banned === "yes" ? ban : unban)(viewer, input.username);
    purgePages();
    redirect(`/review?person=${encodeURIComponent(input.username)}#people`);
  },
);

/** Gives somebody a role. */
export const giveRole = formAction(
  z.object({ username, role: z.enum(["member", "curator", "moderator", "admin"]) }),
  limit,
  async (viewer, input) => {
    await setRole(viewer, input.username, input.role);
    redirect(`/review?person=${encodeURIComponent(input.username)}#people`);
  },
);
