import type { Metadata } from "next";
import { PeriodPage, periodMetadata } from "@/app/date/period-page";
import type { PageProps } from "@/lib/web/page-props";

type Props = PageProps<{ day: string }>;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return periodMetadata({ kind: "date", text: (await params).day, query: await searchParams });
}

export default async function DatePage({ params, searchParams }: Props) {
  return <PeriodPage kind="date" text={(await params).day} query={await searchParams} />;
}
