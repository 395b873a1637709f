import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SimpleFeed } from "@/components/feeds/simple-feed";
import { FollowButton } from "@/components/follows/follow-button";
import { PersonAside, PersonKicker } from "@/components/people/person-parts";
import { feedQuery } from "@/lib/feeds/feed";
import { listFeed } from "@/lib/feeds/list-feed";
import { findStance } from "@/lib/follows/stance";
import { findPerson } from "@/lib/people/people";
import { hubToday } from "@/lib/web/hub-day";
import type { PageProps } from "@/lib/web/page-props";
import { getViewer } from "@/lib/web/viewer";

type Props = PageProps<{ name: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const person = await findPerson((await params).name);
  return person
    ? { title: person.name || person.username, alternates: { canonical: `/people/${person.username}` } }
    : {};
}

export default async function PersonPage({ params, searchParams }: Props) {
  const person = (await findPerson((await params).name)) ?? notFound();
  const { after } = feedQuery.parse(await searchParams);
  const viewer = await getViewer();
  const [page, stance] = await Promise.all([
    listFeed({ order: "newest", submitter: person.username }, { viewer, after }),
    findStance(viewer, "person", person.username),
  ]);
  const [name, signedIn] = [person.name || person.username, viewer !== null];
  const own = viewer?.id === person.id;
  return (
    <SimpleFeed
      {...{ page, today: hubToday() }}
      signedIn={signedIn}
      address={`/people/${person.username}`}
      kicker={<PersonKicker person={person} />}
      title={name}
      actions={
        own || <FollowButton kind="person" subject={person.username} {...{ name, ...stance, signedIn }} />
      }
      aside={<PersonAside person={person} />}
      empty={<p>{name} has not submitted a paper yet.</p>}
    />
  );
}
