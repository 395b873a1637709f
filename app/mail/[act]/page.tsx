import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MailAct } from "@/components/papers/mail-act";
import { findMailAct } from "@/lib/papers/mail-act";
import type { PageProps } from "@/lib/web/page-props";
import { queryValue } from "@/lib/web/query";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "One click", robots: { index: false } };

/** Where "Upvote" and "Save" in a mail lead. Mail scanners open links, so opening this page changes nothing. */
export default async function MailActPage({ params, searchParams }: PageProps<{ act: string }>) {
  const { act } = await params;
  const viewer = await getViewer();
  const found = (await findMailAct(act, await queryValue(searchParams, "paper"), viewer)) ?? notFound();
  return <MailAct {...found} signedIn={viewer !== null} />;
}
