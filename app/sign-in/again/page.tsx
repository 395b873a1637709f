import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInAgain } from "@/components/people/sign-in-again";
import { safeNext, signInAgainPath } from "@/lib/web/next-path";
import { getSignInAgainPage } from "@/lib/web/pages/settings";
import { type Query, queryValue } from "@/lib/web/query";
import { getSessionToken, requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Sign in again", robots: { index: false } };

export default async function SignInAgainPage({ searchParams }: { searchParams: Query }) {
  const next = safeNext(await queryValue(searchParams, "next"));
  const viewer = await requireViewer(signInAgainPath(next));
  const { recent, ...shown } = await getSignInAgainPage(viewer, await getSessionToken());
  if (recent) redirect(next);
  return <SignInAgain username={viewer.username} next={next} {...shown} />;
}
