import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { BannedNotice } from "@/components/people/banned-notice";
import { WelcomeForm } from "@/components/people/welcome-form";
import { getConfig } from "@/lib/base/config";
import { suggestFor } from "@/lib/people/people";
import { usernameRules } from "@/lib/people/username";
import { safeNext, signInPath } from "@/lib/web/next-path";
import { type Query, queryValue } from "@/lib/web/query";
import { getPendingPerson, getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Welcome", robots: { index: false } };

export default async function WelcomePage({ searchParams }: { searchParams: Query }) {
  const next = safeNext(await queryValue(searchParams, "next"));
  if (await getViewer()) redirect(next);
  const person = await getPendingPerson();
  if (!person) redirect(signInPath(next));
  if (person.banned) return <BannedNotice />;
  return (
    <main id="main" className="narrow">
      <h1 className="title">Welcome to {getConfig().HUB_NAME}</h1>
      <p className="mb-6 text-soft">
        Choose the name that stands beside what you submit and say. It is public, and it stays.
      </p>
      <WelcomeForm rules={usernameRules} suggestion={await suggestFor(person)} next={next} />
    </main>
  );
}
