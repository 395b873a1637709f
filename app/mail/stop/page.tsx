import type { Metadata } from "next";
import { Notice } from "@/components/people/notice";
import { TokenForm } from "@/components/people/token-form";
import { findMailedReader } from "@/lib/follows/notifications/mail-choice";
import { stopNotificationMail } from "@/lib/web/actions/mail";
import { type Query, queryValue } from "@/lib/web/query";

export const metadata: Metadata = { title: "Stop the mails", robots: { index: false } };

export default async function StopNewsPage({ searchParams }: { searchParams: Query }) {
  const token = await queryValue(searchParams, "token");
  const reader = await findMailedReader(token);
  if (!reader)
    return (
      <Notice title="This link does not work">
        <p>It is not complete, or its account is gone: nothing comes by it any more.</p>
      </Notice>
    );
  if (reader.stopped)
    return (
      <Notice title="No more mails">
        <p>
          What happens to papers you follow is shown only in the hub now. You can change that among your{" "}
          <a href="/notifications">notifications</a>.
        </p>
      </Notice>
    );
  return (
    <Notice title="Stop the mails?">
      <p>
        What happens to papers and authors you follow will not be mailed to <strong>{reader.email}</strong>{" "}
        any more.
      </p>
      <TokenForm action={stopNotificationMail} submit="Stop them" fields={{ token }} />
    </Notice>
  );
}
