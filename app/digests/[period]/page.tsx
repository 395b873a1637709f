import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DigestView } from "@/components/digests/digest-view";
import { parseDay, parseWeek } from "@/lib/base/time";
import { findPublic } from "@/lib/digests/archive";
import { periodWords } from "@/lib/digests/period";
import { hubToday } from "@/lib/web/hub-day";
import { getViewer } from "@/lib/web/viewer";

type Props = { params: Promise<{ period: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { period } = await params;
  return parseDay(period) || parseWeek(period)
    ? { title: `Digest, ${periodWords(period)}`, alternates: { canonical: `/digests/${period}` } }
    : {};
}

export default async function DigestPage({ params }: Props) {
  const viewer = await getViewer();
  const digest = (await findPublic((await params).period, viewer)) ?? notFound();
  return <DigestView digest={digest} today={hubToday()} signedIn={viewer !== null} />;
}
