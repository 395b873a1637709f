import type { Metadata } from "next";
import { PeriodPage, periodTitle } from "@/app/date/period-page";
import type { PageProps } from "@/lib/web/page-props";

type Props = PageProps<{ day: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { day } = await params;
  const title = periodTitle("date", day);
  return title ? { title: `Papers of ${title}`, alternates: { canonical: `/date/${day}` } } : {};
}

export default async function DatePage({ params, searchParams }: Props) {
  return <PeriodPage kind="date" text={(await params).day} query={await searchParams} />;
}
