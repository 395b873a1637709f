import type { Metadata } from "next";
import { Notice } from "@/components/people/notice";
import { TokenForm } from "@/components/people/token-form";
import { findSubscriptionPage } from "@/lib/digests/subscriptions/page";
import { stopSubscription } from "@/lib/web/actions/subscriptions";
import { type Query, queryValue } from "@/lib/web/query";

export const metadata: Metadata = { title: "Stop the mails", robots: { index: false } };

export default async function StopPage({ searchParams }: { searchParams: Query }) {
  const token = await queryValue(searchParams, "token");
  const subscription = await findSubscriptionPage(token);
  if (!subscription)
    return (
      <Notice title="This link does not work">
        <p>
          It is not complete, or not known here any more, so that nothing was stopped. Open the whole link at
          the foot of your latest mail.
        </p>
      </Notice>
    );
  if (subscription.state === "stopped")
    return (
      <Notice title="No more mails">
        <p>This subscription is stopped. Nothing more comes by it.</p>
      </Notice>
    );
  return (
    <Notice title="Stop the mails?">
      <p>
        “{subscription.title}” will not come to <strong>{subscription.email}</strong> any more.
      </p>
      <TokenForm action={stopSubscription} submit="Stop them" fields={{ token }} />
    </Notice>
  );
}
