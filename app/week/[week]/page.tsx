import type { Metadata } from "next";
import { PeriodPage, periodMetadata } from "@/app/date/period-page";
import type { PageProps } from "@/lib/web/page-props";

type Props = PageProps<{ week: string }>;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return periodMetadata({ kind: "week", text: (await params).week, query: await searchParams });
}

export default async function WeekPage({ params, searchParams }: Props) {
  return <PeriodPage kind="week" text={(await params).week} query={await searchParams} />;
}
