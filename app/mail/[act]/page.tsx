import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MailAct } from "@/components/papers/mail-act";
import { canonicalKey } from "@/lib/papers/keys";
import { findPaper, findVote } from "@/lib/papers/papers";
import { isSaved } from "@/lib/papers/saves";
import type { PageProps } from "@/lib/web/page-props";
import { queryValue } from "@/lib/web/query";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "One click", robots: { index: false } };

/** Where "Upvote" and "Save" in a mail lead: mail scanners open links, so opening this changes nothing. */
export default async function MailActPage({ params, searchParams }: PageProps<{ act: string }>) {
  const { act } = await params;
  const key = canonicalKey((await queryValue(searchParams, "paper")).slice(0, 60));
  const paper = key ? await findPaper(key) : null;
  if ((act !== "upvote" && act !== "save") || paper?.status !== "listed") notFound();
  const viewer = await getViewer();
  const done =
    act === "save"
      ? await isSaved(viewer, paper.id)
      : viewer !== null && (await findVote(viewer, paper.id)).upvoted;
  return <MailAct act={act} paper={paper} done={done} signedIn={viewer !== null} />;
}
