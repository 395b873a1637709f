import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ActionForm } from "@/components/action-form";
import { NextMail } from "@/components/digests/next-mail";
import { ScheduleFields } from "@/components/digests/schedule-fields";
import { Notice } from "@/components/people/notice";
import { TokenForm } from "@/components/people/token-form";
import { listTimeZones } from "@/lib/base/time-zones";
import { findPreferencesPage } from "@/lib/digests/subscriptions/page";
import { changeSubscription, stopSubscription } from "@/lib/web/actions/subscriptions";
import { type Query, queryValue } from "@/lib/web/query";

export const metadata: Metadata = { title: "Your mails", robots: { index: false } };

export default async function PreferencesPage({ searchParams }: { searchParams: Query }) {
  const token = await queryValue(searchParams, "token");
  const subscription = await findPreferencesPage(token);
  if (!subscription || subscription.state === "stopped")
    return (
      <Notice title="This link does not work any more">
        <p>
          The subscription was stopped, or never made. <a href="/digests">Subscribe anew</a> if you like.
        </p>
      </Notice>
    );
  if (subscription.state === "requested") redirect(`/subscriptions/confirm?token=${token}`);
  return (
    <main id="main" className="narrow">
      <h1 className="title">Your mails</h1>
      <p className="mb-6 text-soft">
        They go to <strong>{subscription.email}</strong>.
        <NextMail {...subscription} />
      </p>
      <ActionForm action={changeSubscription} submit="Save" inline>
        <input type="hidden" name="token" value={token} />
        <ScheduleFields schedule={subscription} timeZones={listTimeZones()} feeds={subscription.feeds} />
      </ActionForm>
      <p className="hint mt-4">
        With an account,{" "}
        <a href="/settings/digests" className="link">
          your settings
        </a>{" "}
        also say how many papers come from each interest.
      </p>
      <h2 className="mt-10 border-t border-line pt-6 text-xl">No more of them?</h2>
      <TokenForm action={stopSubscription} submit="Stop these mails" fields={{ token }} />
    </main>
  );
}
