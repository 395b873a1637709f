import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { SimpleFeed } from "@/components/feeds/simple-feed";
import { Tabs } from "@/components/feeds/tabs";
import { FollowButton } from "@/components/follows/follow-button";
import { counted } from "@/lib/base/text";
import { organizationAddress } from "@/lib/feeds/page-address";
import type { PageProps } from "@/lib/web/page-props";
import { getOrganizationPage } from "@/lib/web/pages/organization";
import { firstValues } from "@/lib/web/query";
import { getViewer } from "@/lib/web/viewer";

type Props = PageProps<{ slug: string }>;

// Cached per request, because Next renders metadata and page separately and both need it.
const load = cache(async (slug: string, order: string | undefined, after: string | undefined) =>
  getOrganizationPage(await getViewer(), slug, { order, after }, new Date()),
);

async function show({ params, searchParams }: Props) {
  const [{ slug }, { order, after }] = await Promise.all([params, firstValues(searchParams)]);
  return load(decodeURIComponent(slug), order, after);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const shown = await show(props);
  if (!shown) return {};
  const { name, slug } = shown.organization;
  return { title: `Papers of ${name}`, alternates: { canonical: organizationAddress(slug) } };
}

export default async function OrganizationPage(props: Props) {
  const { organization, address, page, today, followState } = (await show(props)) ?? notFound();
  const { slug, name, papers } = organization;
  const signedIn = (await getViewer()) !== null;
  const top = organizationAddress(slug, "top");
  const tabs = [
    { href: organizationAddress(slug), name: "Newest" },
    { href: top, name: "Most upvoted" },
  ];
  const current = address === top ? top : organizationAddress(slug);
  return (
    <SimpleFeed
      page={page}
      today={today}
      address={current}
      title={<bdi>{name}</bdi>}
      signedIn={signedIn}
      actions={<FollowButton kind="organization" subject={slug} name={name} {...followState} />}
      kicker={
        <>
          <a href="/organizations">organisation</a> · {counted(papers, "paper")}
        </>
      }
      bar={<Tabs label="Orders" tabs={tabs} current={current} />}
    />
  );
}
