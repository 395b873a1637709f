import type { Metadata } from "next";
import { Notice } from "@/components/people/notice";
import { TokenForm } from "@/components/people/token-form";
import { getConfig } from "@/lib/base/config";
import { confirmSignIn } from "@/lib/web/actions/people";
import { safeNext } from "@/lib/web/next-path";
import { type Query, queryValue } from "@/lib/web/query";

// The address contains the token, so it must not leak as a referrer; "no-referrer" would also remove the Origin header from the form.
export const metadata: Metadata = { title: "Sign in", robots: { index: false }, referrer: "same-origin" };

export default async function ConfirmPage({ searchParams }: { searchParams: Query }) {
  const email = await queryValue(searchParams, "email");
  const token = await queryValue(searchParams, "token");
  const next = safeNext(await queryValue(searchParams, "next"));
  if (!email || !token)
    return (
      <Notice title="This link is not complete">
        <p>
          Copy the whole link from the mail, or <a href="/sign-in">ask for a new one</a>.
        </p>
      </Notice>
    );
  return (
    <Notice title="One more click">
      <p>
        Sign in to {getConfig().HUB_NAME} as <strong>{email}</strong>?
      </p>
      <TokenForm action={confirmSignIn} submit="Sign in" fields={{ email, token, next }} />
    </Notice>
  );
}
