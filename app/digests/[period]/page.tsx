import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DigestView } from "@/components/digests/digest-view";
import { findPublicDigest } from "@/lib/digests/archive";
import { parsePeriod, periodWords } from "@/lib/digests/period";
import { hubToday } from "@/lib/web/hub-day";
import { getViewer } from "@/lib/web/viewer";

type Props = { params: Promise<{ period: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const name = (await params).period;
  const period = parsePeriod(name);
  return period
    ? { title: `Digest, ${periodWords(period)}`, alternates: { canonical: `/digests/${name}` } }
    : {};
}

export default async function DigestPage({ params }: Props) {
  const viewer = await getViewer();
  const digest = (await findPublicDigest((await params).period, viewer)) ?? notFound();
  return <DigestView digest={digest} today={hubToday()} signedIn={viewer !== null} />;
}
