import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ClaimList } from "@/components/review/claim-list";
import { HiddenList } from "@/components/review/hidden-list";
import { PendingList } from "@/components/review/pending-list";
import { PersonBox } from "@/components/review/person-box";
import { beginningOf } from "@/lib/base/text";
import { getReviewPage } from "@/lib/community/moderation/review-page";
import { canCurate } from "@/lib/people/policy";
import type { PageProps } from "@/lib/web/page-props";
import { readTyped } from "@/lib/web/typed";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Review", robots: { index: false } };

export default async function ReviewPage({ searchParams }: PageProps) {
  const viewer = await getViewer();
  if (!viewer || !canCurate(viewer)) notFound();
  const name = beginningOf([(await searchParams).person].flat()[0] ?? "", 254);
  const { pending, claims, verified, moderation } = await getReviewPage(viewer, name);
  const role = await readTyped(viewer, "role");
  return (
    <main id="main" className="narrow">
      <p className="kicker">Only curators and moderators see this page</p>
      <h1 className="title">Review</h1>
      <PendingList papers={pending} />
      <ClaimList pending={claims} verified={verified} />
      {moderation && (
        <PersonBox
          viewer={viewer}
          name={moderation.name}
          person={moderation.person}
          bannedSince={moderation.bannedSince}
          typedRole={role.username === moderation.name ? role.role : undefined}
        />
      )}
      {moderation && <HiddenList papers={moderation.hidden} />}
    </main>
  );
}
