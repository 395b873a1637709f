import type { Metadata } from "next";
import { FollowButton } from "@/components/follows/follow-button";
import { grouped } from "@/lib/base/text";
import { organizationAddress } from "@/lib/feeds/page-address";
import type { Organization } from "@/lib/papers/organizations";
import { getOrganizationsPage } from "@/lib/web/pages/organization";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Organisations", alternates: { canonical: "/organizations" } };

export default async function OrganizationsPage() {
  const viewer = await getViewer();
  const { organizations, areAll, followed } = await getOrganizationsPage(viewer);
  return (
    <main id="main" className="py-10">
      <p className="kicker">
        {areAll ? "by number of papers" : `the ${organizations.length} with the most papers`}
      </p>
      <h1 className="title">Organisations</h1>
      {organizations.length === 0 ? (
        <Nothing />
      ) : (
        <ul className="grid gap-x-10 gap-y-1.5 border-t border-line py-7 sm:grid-cols-2 lg:grid-cols-3">
          {organizations.map((one) => (
            <Line key={one.slug} organization={one} followed={followed.has(one.slug)} />
          ))}
        </ul>
      )}
    </main>
  );
}

type LineProps = { organization: Organization; followed: boolean };

function Line({ organization: { slug, name, papers }, followed }: LineProps) {
  return (
    <li className="flex items-baseline justify-between gap-3 text-[14px]">
      <a href={organizationAddress(slug)} className="min-w-0 [overflow-wrap:anywhere]">
        <bdi>{name}</bdi>
      </a>
      <div className="flex shrink-0 items-baseline gap-3 text-[13px] text-faint">
        <span className="tabular-nums">{grouped(papers)}</span>
        <FollowButton kind="organization" subject={slug} name={name} followed={followed} quiet />
      </div>
    </li>
  );
}

function Nothing() {
  return (
    <p className="border-t border-line py-7 text-soft">
      No paper here names its organisation yet. Imports, authors, submitters and curators add it, on the
      paper’s page.
    </p>
  );
}
