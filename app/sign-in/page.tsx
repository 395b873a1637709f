import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm, SignInWays } from "@/components/people/sign-in-form";
import { getConfig } from "@/lib/base/config";
import { listSignInWays } from "@/lib/web/auth/auth-providers";
import { signInError } from "@/lib/web/auth/sign-in-errors";
import { safeNext, welcomePath } from "@/lib/web/next-path";
import { type Query, queryValue } from "@/lib/web/query";
import { getPendingPerson, getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  const next = safeNext(await queryValue(searchParams, "next"));
  const error = signInError(await queryValue(searchParams, "error"));
  if (!error && (await getViewer())) redirect(next);
  if (!error && (await getPendingPerson())) redirect(welcomePath(next));
  const ways = listSignInWays();
  return (
    <main id="main" className="narrow">
      <div className="mx-auto max-w-sm">
        <h1 className="title">Sign in to {getConfig().HUB_NAME}</h1>
        <p className="mb-6 text-soft">
          New or not, enter your address: we mail you a link that signs you in. There is no password.
        </p>
        {error && (
          <p role="alert" className="error mb-5">
            {error}
          </p>
        )}
        <SignInForm next={next} />
        {ways.length > 0 && (
          <div className="mt-8 border-t border-line pt-6">
            <SignInWays ways={ways} next={next} verb="Continue with" />
          </div>
        )}
      </div>
    </main>
  );
}
