import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { SimpleFeed } from "@/components/feeds/simple-feed";
import { FollowButton } from "@/components/follows/follow-button";
import { PersonAside, PersonKicker } from "@/components/people/person-parts";
import type { PageProps } from "@/lib/web/page-props";
import { getPersonPage } from "@/lib/web/pages/person";
import { firstValues } from "@/lib/web/query";
import { getViewer } from "@/lib/web/viewer";

type Props = PageProps<{ name: string }>;

// Cached per request, because Next renders metadata and page separately and both need it.
const load = cache(async (username: string, after: string | undefined) =>
  getPersonPage(await getViewer(), username, { after }, new Date()),
);

async function show({ params, searchParams }: Props) {
  const [{ name }, { after }] = await Promise.all([params, firstValues(searchParams)]);
  return load(name, after);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const shown = await show(props);
  if (!shown) return {};
  const { person, address } = shown;
  return { title: person.name || person.username, alternates: { canonical: address } };
}

export default async function PersonPage(props: Props) {
  const { person, address, page, today, followState } = (await show(props)) ?? notFound();
  const viewer = await getViewer();
  const name = person.name || person.username;
  const signedIn = viewer !== null;
  const follow = <FollowButton kind="person" subject={person.username} name={name} {...followState} />;
  return (
    <SimpleFeed
      page={page}
      today={today}
      signedIn={signedIn}
      address={address}
      kicker={<PersonKicker person={person} />}
      title={name}
      actions={viewer?.id === person.id || follow}
      aside={<PersonAside person={person} />}
      emptyNote={<p>{name} has not submitted a paper yet.</p>}
    />
  );
}
