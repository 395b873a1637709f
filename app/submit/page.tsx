import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { Bookmarklet } from "@/components/submit/bookmarklet";
import { ConfirmPaper } from "@/components/submit/confirm-paper";
import { FindPaper } from "@/components/submit/find-paper";
import { OwnEntries } from "@/components/submit/own-entries";
import { SignInFirst } from "@/components/submit/sign-in-first";
import { getConfig } from "@/lib/base/config";
import { clientAddress } from "@/lib/web/address";
import { signInPath, welcomePath } from "@/lib/web/next-path";
import type { PageProps } from "@/lib/web/page-props";
import { getSubmitPage } from "@/lib/web/pages/submit";
import { getPendingPerson, getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Submit a paper", alternates: { canonical: "/submit" } };

export default async function SubmitPage({ searchParams }: PageProps) {
  const { id, url } = await searchParams;
  const text = [id, url].flat().find(Boolean)?.trim() ?? "";
  const viewer = await getViewer();
  if (!viewer) return <SignInFirst href={await signInHref(text)} />;
  const page = await getSubmitPage(viewer, text, clientAddress(await headers()));
  if (page.kind === "here") redirect(`/papers/${page.key}`);
  if (page.kind === "new") return <ConfirmPaper record={page.record} />;
  return (
    <main id="main" className="narrow">
      <p className="kicker">It joins today’s papers, with your name as the submitter</p>
      <h1 className="title">Submit a paper</h1>
      {viewer.banned ? (
        <p className="error">This account is banned and cannot submit papers.</p>
      ) : (
        <FindPaper text={text} refusal={page.refusal} />
      )}
      <OwnEntries entries={page.entries} />
      <Bookmarklet hubUrl={getConfig().HUB_URL} />
    </main>
  );
}

async function signInHref(text: string): Promise<string> {
  const next = text ? `/submit?id=${encodeURIComponent(text)}` : "/submit";
  return (await getPendingPerson()) ? welcomePath(next) : signInPath(next);
}
