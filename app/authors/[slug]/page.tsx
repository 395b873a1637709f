import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SimpleFeed } from "@/components/feeds/simple-feed";
import { Tabs } from "@/components/feeds/tabs";
import { FollowButton } from "@/components/follows/follow-button";
import { feedQuery } from "@/lib/feeds/feed";
import { listFeed } from "@/lib/feeds/list-feed";
import { findStance } from "@/lib/follows/stance";
import { findAuthorName } from "@/lib/papers/authors";
import { hubToday } from "@/lib/web/hub-day";
import type { PageProps } from "@/lib/web/page-props";
import { getViewer } from "@/lib/web/viewer";

type Props = PageProps<{ slug: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const slug = decodeURIComponent((await params).slug);
  const name = await findAuthorName(slug);
  return name
    ? { title: `Papers by ${name}`, alternates: { canonical: `/authors/${encodeURIComponent(slug)}` } }
    : {};
}

export default async function AuthorPage({ params, searchParams }: Props) {
  const slug = decodeURIComponent((await params).slug);
  const name = (await findAuthorName(slug)) ?? notFound();
  const { order = "newest", after } = feedQuery.parse(await searchParams);
  const viewer = await getViewer();
  const [page, stance] = await Promise.all([
    listFeed({ order, authorSlug: slug }, { viewer, after }),
    findStance(viewer, "author", slug),
  ]);
  const signedIn = viewer !== null;
  const address = `/authors/${encodeURIComponent(slug)}`;
  const tabs = [
    { href: address, name: "Newest" },
    { href: `${address}?order=top`, name: "Most upvoted" },
  ];
  const current = order === "top" ? `${address}?order=top` : address;
  return (
    <SimpleFeed
      {...{ page, today: hubToday(), address: current, title: name }}
      signedIn={signedIn}
      actions={<FollowButton kind="author" subject={slug} name={name} {...{ ...stance, signedIn }} />}
      kicker="papers signed with this name; people who share it share this page"
      bar={<Tabs label="Orders" tabs={tabs} current={current} />}
    />
  );
}
