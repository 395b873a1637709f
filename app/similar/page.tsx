import type { Metadata } from "next";
import { SimilarView } from "@/components/search/similar-view";
import { AppError } from "@/lib/errors";
import { listSimilarToText } from "@/lib/feeds/similar";
import { hubToday } from "@/lib/web/hub-day";
import type { PageProps } from "@/lib/web/page-props";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Papers like a text", robots: { index: false } };

const shortest = 20;
const longest = 2000;

export default async function SimilarPage({ searchParams }: PageProps) {
  const text = String((await searchParams).to ?? "")
    .trim()
    .slice(0, longest);
  const viewer = await getViewer();
  const found = text.length < shortest ? [] : await find(text, viewer);
  const tooShort = text.length > 0 && text.length < shortest;
  return (
    <SimilarView
      {...{ text, tooShort }}
      items={found}
      today={hubToday()}
      signedIn={viewer !== null}
      longest={longest}
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
