"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { rowId } from "@/lib/base/row-id";
import * as sessions from "@/lib/people/account/sessions";
import * as people from "@/lib/people/people";
import { emailSchema, profileSchema, usernameSchema } from "@/lib/people/schema";
import * as account from "@/lib/privacy/delete-account";
import { formAction } from "@/lib/web/action";
import { listSignInWays } from "@/lib/web/auth/auth-providers";
import { finishMailSignIn, startSignIn } from "@/lib/web/auth/sign-in";
import { countKey } from "@/lib/web/limits/limits";
import { firstStepsPath, signInPath } from "@/lib/web/next-path";
import { purgePages } from "@/lib/web/purge-pages";
import { getPendingPerson, getSessionToken } from "@/lib/web/viewer";

const next = z.string().optional();

/** Mails a sign-in link. */
export const signInByMail = formAction(
  z.object({ email: emailSchema, next }),
  { signedOut: true, limit: "sign-in" },
  async (_viewer, input) => {
    await countKey("sign-in-mail", input.email);
    return startSignIn("email", input.next, { email: input.email });
  },
);

/** Redirects to a provider to sign in or, if the viewer is signed in, to connect the account there. */
export const signInWith = formAction(
  z.object({ provider: z.string(), next }),
  { signedOut: true, limit: "sign-in" },
  async (_viewer, input) => {
    if (!listSignInWays().some((way) => way.id === input.provider))
      throw new AppError("invalid", "This hub does not offer that way to sign in.");
    return startSignIn(input.provider, input.next);
  },
);

/** Signs in by the button on the page behind the mailed link. */
export const confirmSignIn = formAction(
  z.object({ email: emailSchema, token: z.string().min(1).max(200), next }),
  { signedOut: true, limit: "write" },
  (_viewer, input) => finishMailSignIn(input.token, input.email, input.next),
);

/** Chooses the username of a person who has just signed in for the first time. */
export const chooseUsername = formAction(
  z.object({ username: usernameSchema, next }),
  { signedOut: true },
  async (viewer, input) => {
    const person = await getPendingPerson();
    if (person) await people.chooseUsername(person, input.username);
    else if (!viewer) redirect(signInPath(input.next));
    redirect(firstStepsPath(input.next));
  },
);

/** Changes the viewer's profile. */
export const changeProfile = formAction(profileSchema, {}, async (viewer, profile) => {
  await people.changeProfile(viewer, profile);
  purgePages();
  const { name, bio, links, timeZone } = profile;
  return { done: "Saved.", values: { name, bio, links: links.join("\n"), timeZone: timeZone ?? "" } };
});

/** Signs the viewer out in one browser. */
export const endSession = formAction(z.object({ id: rowId }), {}, async (viewer, { id }) => {
  await sessions.endSession(viewer, id);
  return showSettings();
});

/** Signs the viewer out everywhere except in this browser. */
export const endOtherSessions = formAction(z.object({}), {}, async (viewer) => {
  await sessions.endOtherSessions(viewer, (await getSessionToken()) ?? "");
  return showSettings();
});

/** Signs the viewer out everywhere. */
export const endAllSessions = formAction(z.object({}), {}, async (viewer) => {
  await sessions.endAllSessions(viewer);
  redirect("/");
});

/** Deletes the viewer's account once they have typed their own name. */
export const deleteAccount = formAction(
  z.object({ confirmation: z.string().trim().toLowerCase() }),
  {},
  async (viewer, { confirmation }) => {
    if (confirmation !== viewer.username)
      return { fields: { confirmation: `Type your username, ${viewer.username}, to delete the account.` } };
    await account.deleteAccount(viewer);
    purgePages();
    redirect("/");
  },
);

// With scripts, a redirect to a fragment of the page that is open would not render the list again.
function showSettings(): null {
  revalidatePath("/settings");
  return null;
}
