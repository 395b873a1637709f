import type { Metadata } from "next";
import { PeriodPage, periodMetadata } from "@/app/date/period-page";
import type { PageProps } from "@/lib/web/page-props";

type Props = PageProps<{ month: string }>;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return periodMetadata({ kind: "month", text: (await params).month, query: await searchParams });
}

export default async function MonthPage({ params, searchParams }: Props) {
  return <PeriodPage kind="month" text={(await params).month} query={await searchParams} />;
}
