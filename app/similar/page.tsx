import type { Metadata } from "next";
import { SimilarView } from "@/components/search/similar-view";
import { AppError } from "@/lib/base/errors";
import { listSimilarToText } from "@/lib/feeds/similar";
import { findStance } from "@/lib/follows/stance";
import { longestText, shortestText } from "@/lib/search/request";
import { hubToday } from "@/lib/web/hub-day";
import type { PageProps } from "@/lib/web/page-props";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Papers like a text", robots: { index: false } };

export default async function SimilarPage({ searchParams }: PageProps) {
  const text = String((await searchParams).to ?? "")
    .trim()
    .slice(0, longestText);
  const viewer = await getViewer();
  const tooShort = text.length > 0 && text.length < shortestText;
  const asked = text && !tooShort;
  const found = asked ? await find(text, viewer) : [];
  const { followed } = await findStance(asked ? viewer : null, "text", text);
  return (
    <SimilarView
      text={text}
      tooShort={tooShort}
      followed={followed}
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
