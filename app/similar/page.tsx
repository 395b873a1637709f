import type { Metadata } from "next";
import { SimilarView } from "@/components/search/similar-view";
import { AppError } from "@/lib/errors";
import { listSimilarToText, longestText, shortestText } from "@/lib/feeds/similar";
import { hubToday } from "@/lib/web/hub-day";
import type { PageProps } from "@/lib/web/page-props";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Papers like a text", robots: { index: false } };

export default async function SimilarPage({ searchParams }: PageProps) {
  const text = String((await searchParams).to ?? "")
    .trim()
    .slice(0, longestText);
  const viewer = await getViewer();
  const found = text.length < shortestText ? [] : await find(text, viewer);
  const tooShort = text.length > 0 && text.length < shortestText;
  return (
    <SimilarView
      {...{ text, tooShort }}
      items={found}
      today={hubToday()}
      signedIn={viewer !== null}
      longest={longestText}
    />
  );
}

/** Null where this hub cannot compare meanings. */
async function find(text: string, viewer: Awaited<ReturnType<typeof getViewer>>) {
  try {
    return await listSimilarToText(text, { viewer });
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") return null;
    throw error;
  }
}
