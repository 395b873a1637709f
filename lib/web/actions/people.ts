"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { endAllSessions, endOtherSessions, endSession } from "@/lib/people/account/sessions";
import { chooseUsername, updateProfile } from "@/lib/people/people";
import { emailSchema, profileSchema, usernameSchema } from "@/lib/people/schema";
import { deleteAccount } from "@/lib/privacy/delete-account";
import { formAction } from "@/lib/web/action";
import { listSignInWays } from "@/lib/web/auth/auth-providers";
import { finishMailSignIn, startSignIn } from "@/lib/web/auth/sign-in";
import { countKey } from "@/lib/web/limits/limits";
import { firstStepsPath, signInPath } from "@/lib/web/next-path";
import { purgePages } from "@/lib/web/purge-pages";
import { getPendingPerson, getSessionToken } from "@/lib/web/viewer";

const next = z.string().optional();

/** Mails a link that signs in. */
export const signInByMail = formAction(
  z.object({ email: emailSchema, next }),
  { signedOut: true, limit: "sign-in" },
  async (_viewer, input) => {
    await countKey("sign-in-mail", input.email);
    return startSignIn("email", input.next, { email: input.email });
  },
);

/** Goes to another site to sign in, or to connect it when signed in already. */
export const signInWith = formAction(
  z.object({ provider: z.string(), next }),
  { signedOut: true, limit: "sign-in" },
  async (_viewer, input) => {
    if (!listSignInWays().some((way) => way.id === input.provider))
      throw new AppError("invalid", "This hub does not offer that way to sign in.");
    return startSignIn(input.provider, input.next);
  },
);

/** The button behind the mailed link. */
export const confirmSignIn = formAction(
  z.object({ email: emailSchema, token: z.string().min(1).max(200), next }),
  { signedOut: true, limit: "write" },
  (_viewer, input) => finishMailSignIn(input.token, input.email, input.next),
);

/** A person who has just signed in for the first time chooses their name. */
export const choose = formAction(
  z.object({ username: usernameSchema, next }),
  { signedOut: true },
  async (viewer, input) => {
    const person = await getPendingPerson();
    if (person) await chooseUsername(person, input.username);
    else if (!viewer) redirect(signInPath(input.next));
    redirect(firstStepsPath(input.next));
  },
);

export const saveProfile = formAction(profileSchema, {}, async (viewer, profile) => {
  await updateProfile(viewer, profile);
  purgePages();
  const { name, bio, links, timeZone } = profile;
  return { done: "Saved.", values: { name, bio, links: links.join("\n"), timeZone: timeZone ?? "" } };
});

export const signOutOne = formAction(
  z.object({ id: z.coerce.number().int().positive() }),
  {},
  async (viewer, { id }) => {
    await endSession(viewer, id);
    return showSettings();
  },
);

export const signOutOthers = formAction(z.object({}), {}, async (viewer) => {
  await endOtherSessions(viewer, (await getSessionToken()) ?? "");
  return showSettings();
});

export const signOutEverywhere = formAction(z.object({}), {}, async (viewer) => {
  await endAllSessions(viewer);
  redirect("/");
});

/** Deletes the viewer's account once they have typed their own name. */
export const removeAccount = formAction(
  z.object({ confirmation: z.string().trim().toLowerCase() }),
  {},
  async (viewer, { confirmation }) => {
    if (confirmation !== viewer.username)
      return { fields: { confirmation: `Type your username, ${viewer.username}, to delete the account.` } };
    await deleteAccount(viewer);
    purgePages();
    redirect("/");
  },
);

// A redirect to the page one is on, with a fragment, would leave the old list standing where scripts run.
function showSettings(): null {
  revalidatePath("/settings");
  return null;
}
