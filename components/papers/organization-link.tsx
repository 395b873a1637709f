import { organizationAddress } from "@/lib/feeds/page-address";

type Props = { organization: string | null; organizationSlug: string | null; className?: string };

/** A paper's organisation as a link to its papers; nothing for a paper without one. */
export function OrganizationLink({ organization, organizationSlug, className }: Props) {
  if (!organization) return null;
  if (!organizationSlug) return <bdi className={className}>{organization}</bdi>;
  return (
    <a href={organizationAddress(organizationSlug)} className={className} title={organization}>
      <bdi>{organization}</bdi>
    </a>
  );
}
