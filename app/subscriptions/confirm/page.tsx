import type { Metadata } from "next";
import { NextMail } from "@/components/digests/next-mail";
import { scheduleWords } from "@/components/digests/schedule-words";
import { Notice } from "@/components/people/notice";
import { TokenForm } from "@/components/people/token-form";
import { findSubscriptionPage } from "@/lib/digests/subscriptions/page";
import { confirmSubscription } from "@/lib/web/actions/subscriptions";
import { type Query, queryValue } from "@/lib/web/query";

export const metadata: Metadata = { title: "Papers by mail", robots: { index: false } };

export default async function ConfirmPage({ searchParams }: { searchParams: Query }) {
  const token = await queryValue(searchParams, "token");
  const subscription = await findSubscriptionPage(token);
  if (!subscription || subscription.state === "stopped")
    return (
      <Notice title="This link does not work any more">
        <p>
          The subscription was stopped, or never made. <a href="/">Subscribe anew</a> if you like.
        </p>
      </Notice>
    );
  const { title } = subscription;
  if (subscription.state === "running")
    return (
      <Notice title="You are subscribed">
        <p>
          “{title}” comes to {subscription.email}. Every mail has a link to stop it.
          <NextMail {...subscription} />
        </p>
        <p>
          <a href={`/subscriptions/preferences?token=${token}`}>Choose what comes and when</a>, or look at{" "}
          <a href="/digests">what came before</a>.
        </p>
      </Notice>
    );
  return (
    <Notice title="One more click">
      <p>
        Send “{title}” to <strong>{subscription.email}</strong>, {scheduleWords(subscription)}?
      </p>
      <TokenForm action={confirmSubscription} submit="Confirm" fields={{ token }} />
    </Notice>
  );
}
