"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { getConfig } from "@/lib/base/config";
import * as bans from "@/lib/community/moderation/ban";
import * as curation from "@/lib/community/moderation/curation";
import * as pending from "@/lib/community/moderation/pending";
import * as people from "@/lib/people/people";
import { emailSchema } from "@/lib/people/schema";
import { foldUsername } from "@/lib/people/username";
import { formAction } from "@/lib/web/action";
import { purgePages } from "@/lib/web/purge-pages";

const paper = z.object({ key: z.string().max(40) });
const username = z.string().max(60).transform(foldUsername);
const limit = { limit: "write" } as const;

/** Approves a paper entered by hand, which lists it in today's feed, or declines it. */
export const decideSubmission = formAction(
  paper.extend({ decision: z.enum(pending.decisions) }),
  limit,
  async (viewer, { key, decision }) => {
    const { HUB_TIME_ZONE: timeZone } = getConfig();
    const listed = await pending.decideSubmission(viewer, key, decision, { now: new Date(), timeZone });
    if (listed === null) redirect("/review#pending");
    purgePages();
    redirect(`/papers/${listed}`);
  },
);

/** Lists a hidden paper again. */
export const unhidePaper = formAction(paper, limit, async (viewer, { key }) => {
  await curation.unhidePaper(viewer, key);
  purgePages();
  redirect(`/papers/${key}`);
});

/** Bans an account. */
export const banPerson = formAction(z.object({ username }), limit, async (viewer, input) => {
  await bans.banPerson(viewer, input.username);
  purgePages();
  showPerson(input.username);
});

/** Lifts an account's ban. */
export const unbanPerson = formAction(z.object({ username }), limit, async (viewer, input) => {
  await bans.unbanPerson(viewer, input.username);
  purgePages();
  showPerson(input.username);
});

/** Lifts the ban that rests on a mail address. */
export const unbanAddress = formAction(z.object({ email: emailSchema }), limit, async (viewer, { email }) => {
  await bans.unbanAddress(viewer, email);
  purgePages();
  showPerson(email);
});

/** Gives an account a role. */
export const giveRole = formAction(
  z.object({ username, role: z.enum(["member", "curator", "moderator", "admin"]) }),
  {
    limit: "write",
    sensitive: { form: "role", page: ({ username: name }) => personPath(String(name ?? "")) },
  },
  async (viewer, input) => {
    await people.giveRole(viewer, input.username, input.role);
    showPerson(input.username);
  },
);

function showPerson(name: string): never {
  redirect(personPath(name));
}

function personPath(name: string): string {
  return `/review?person=${encodeURIComponent(name)}#people`;
}
