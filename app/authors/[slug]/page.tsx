import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { cache } from "react";
import { SimpleFeed } from "@/components/feeds/simple-feed";
import { Tabs } from "@/components/feeds/tabs";
import { FollowButton } from "@/components/follows/follow-button";
import { authorAddress } from "@/lib/feeds/page-address";
import type { PageProps } from "@/lib/web/page-props";
import { getAuthorPage } from "@/lib/web/pages/author";
import { firstValues } from "@/lib/web/query";
import { getViewer } from "@/lib/web/viewer";

type Props = PageProps<{ slug: string }>;

// Cached per request, because Next renders metadata and page separately and both need it.
const load = cache(async (slug: string, order: string | undefined, after: string | undefined) =>
  getAuthorPage(await getViewer(), slug, { order, after }, new Date()),
);

async function show({ params, searchParams }: Props) {
  const [{ slug }, { order, after }] = await Promise.all([params, firstValues(searchParams)]);
  return load(decodeURIComponent(slug), order, after);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const shown = await show(props);
  return shown
    ? { title: `Papers by ${shown.name}`, alternates: { canonical: authorAddress(shown.slug) } }
    : {};
}

export default async function AuthorPage(props: Props) {
  const { slug, name, address, page, today, followState } = (await show(props)) ?? notFound();
  if (slug !== decodeURIComponent((await props.params).slug)) permanentRedirect(address);
  const signedIn = (await getViewer()) !== null;
  const top = authorAddress(slug, "top");
  const tabs = [
    { href: authorAddress(slug), name: "Newest" },
    { href: top, name: "Most upvoted" },
  ];
  const current = address === top ? top : authorAddress(slug);
  return (
    <SimpleFeed
      page={page}
      today={today}
      address={current}
      title={name}
      signedIn={signedIn}
      actions={<FollowButton kind="author" subject={slug} name={name} {...followState} />}
      kicker="papers signed with this name; people who share it share this page"
      bar={<Tabs label="Orders" tabs={tabs} current={current} />}
    />
  );
}
