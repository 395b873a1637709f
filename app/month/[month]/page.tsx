import type { Metadata } from "next";
import { PeriodPage, periodTitle } from "@/app/date/period-page";
import type { PageProps } from "@/lib/web/page-props";

type Props = PageProps<{ month: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { month } = await params;
  const title = periodTitle("month", month);
  return title ? { title: `Papers of ${title}`, alternates: { canonical: `/month/${month}` } } : {};
}

export default async function MonthPage({ params, searchParams }: Props) {
  return <PeriodPage kind="month" text={(await params).month} query={await searchParams} />;
}
