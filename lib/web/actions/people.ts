"use server";

import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { isForeignRequest } from "@/lib/base/local-request";
import { rowId } from "@/lib/base/row-id";
import * as connections from "@/lib/people/account/connections";
import * as sessions from "@/lib/people/account/sessions";
import * as people from "@/lib/people/people";
import { emailSchema, profileSchema, usernameSchema } from "@/lib/people/schema";
import * as address from "@/lib/privacy/change-address";
import * as account from "@/lib/privacy/delete-account";
import { formAction } from "@/lib/web/action";
import { listSignInWays } from "@/lib/web/auth/auth-providers";
import { finishMailSignIn, startConnecting, startSignIn } from "@/lib/web/auth/sign-in";
import { countMailbox } from "@/lib/web/limits/limits";
import { firstStepsPath, signInPath } from "@/lib/web/next-path";
import { purgePages } from "@/lib/web/purge-pages";
import { getPendingPerson, getSessionToken } from "@/lib/web/viewer";

const next = z.string().optional();
const provider = z.string().max(40);

/** Mails a sign-in link. */
export const signInByMail = formAction(
  z.object({ email: emailSchema, next }),
  { signedOut: true, limit: "sign-in" },
  async (_viewer, input) => {
    await countMailbox(input.email);
    return startSignIn("email", input.next, { email: input.email });
  },
);

/** Redirects to a provider to sign in. */
export const signInWith = formAction(
  z.object({ provider, next }),
  { signedOut: true, limit: "sign-in" },
  (_viewer, input) => {
    assertOffered(input.provider);
    return startSignIn(input.provider, input.next);
  },
);

/** Redirects to a provider to connect the account there, so that the viewer can sign in with it. */
export const connect = formAction(
  z.object({ provider }),
  { limit: "sign-in", sensitive: { form: "connect", page: () => "/settings#ways" } },
  (_viewer, input) => {
    assertOffered(input.provider);
    return startConnecting(input.provider, "/settings#ways");
  },
);

/** Ends signing in by a provider. */
export const disconnect = formAction(
  z.object({ provider }),
  { sensitive: { form: "disconnect", page: () => "/settings#ways" } },
  async (viewer, input) => {
    await connections.disconnect(viewer, input.provider);
    return showSettings();
  },
);

/** Mails a link to the address with which the viewer wants to sign in from now on. */
export const requestAddressChange = formAction(
  z.object({ email: emailSchema }),
  { limit: "mail", sensitive: { form: "address", page: () => "/settings#address" } },
  async (viewer, { email }) => {
    await countMailbox(email);
    await address.requestAddressChange(viewer, email);
    revalidatePath("/settings");
    return { done: `Check your inbox: we sent a link to ${email}.`, values: { email: "" } };
  },
);

/** Changes the address by the button on the page behind the mailed link, in any browser. */
export const confirmAddressChange = formAction(
  z.object({ token: z.string().min(1).max(200) }),
  { signedOut: true },
  async (_viewer, { token }) => {
    const { kind } = await address.confirmAddressChange(token, { session: await getSessionToken() });
    redirect(`/settings/address?done=${kind}`);
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
    if (person) await people.chooseUsername(person, input.username, !isForeignRequest(await headers()));
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
  { sensitive: { form: "delete", page: () => "/settings#delete" } },
  async (viewer, { confirmation }) => {
    if (confirmation !== viewer.username)
      return { fields: { confirmation: `Type your username, ${viewer.username}, to delete the account.` } };
    await account.deleteAccount(viewer);
    purgePages();
    redirect("/");
  },
);

function assertOffered(id: string): void {
  if (!listSignInWays().some((way) => way.id === id))
    throw new AppError("invalid", "This hub does not offer that way to sign in.");
}

// With scripts, a redirect to a fragment of the page that is open would not render the list again.
function showSettings(): null {
  revalidatePath("/settings");
  return null;
}
