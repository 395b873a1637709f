import type { Metadata } from "next";
import { PeriodPage, periodTitle } from "@/app/date/period-page";
import type { PageProps } from "@/lib/web/page-props";

type Props = PageProps<{ week: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { week } = await params;
  const title = periodTitle("week", week);
  return title ? { title: `Papers of ${title}`, alternates: { canonical: `/week/${week}` } } : {};
}

export default async function WeekPage({ params, searchParams }: Props) {
  return <PeriodPage kind="week" text={(await params).week} query={await searchParams} />;
}
