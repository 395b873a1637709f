import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ClaimList } from "@/components/review/claim-list";
import { HiddenList } from "@/components/review/hidden-list";
import { PendingList } from "@/components/review/pending-list";
import { PersonBox } from "@/components/review/person-box";
import { listPendingClaims, listVerifiedClaims } from "@/lib/community/claims/claims";
import { listHidden } from "@/lib/community/moderation/curation";
import { listPending } from "@/lib/community/moderation/pending";
import { findPerson } from "@/lib/people/people";
import { canCurate, canModerate } from "@/lib/people/policy";
import type { PageProps } from "@/lib/web/page-props";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Review", robots: { index: false } };

export default async function ReviewPage({ searchParams }: PageProps) {
  const viewer = await getViewer();
  if (!viewer || !canCurate(viewer)) notFound();
  const name = [(await searchParams).person].flat()[0]?.slice(0, 60) ?? "";
  const moderates = canModerate(viewer);
  const [pending, claims, verified, hidden, person] = await Promise.all([
    listPending(viewer),
    listPendingClaims(viewer),
    listVerifiedClaims(viewer),
    moderates ? listHidden(viewer) : [],
    moderates && name ? findPerson(name) : null,
  ]);
  return (
    <main id="main" className="narrow">
      <p className="kicker">Only curators and moderators see this page</p>
      <h1 className="title">Review</h1>
      <PendingList papers={pending} />
      <ClaimList pending={claims} verified={verified} />
      {moderates && <PersonBox viewer={viewer} name={name} person={person} />}
      {moderates && <HiddenList papers={hidden} />}
    </main>
  );
}
