import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SimpleFeed } from "@/components/feeds/simple-feed";
import { PersonAside, PersonKicker } from "@/components/people/person-parts";
import { feedQuery } from "@/lib/feeds/feed";
import { listFeed } from "@/lib/feeds/list-feed";
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
  const page = await listFeed({ order: "newest", submitter: person.username }, { viewer, after });
  return (
    <SimpleFeed
      {...{ page, today: hubToday() }}
      signedIn={viewer !== null}
      address={`/people/${person.username}`}
      kicker={<PersonKicker person={person} />}
      title={person.name || person.username}
      aside={<PersonAside person={person} />}
      empty={<p>{person.name || person.username} has not submitted a paper yet.</p>}
    />
  );
}
