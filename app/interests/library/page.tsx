import type { Metadata } from "next";
import { LibraryView } from "@/components/taste/library-view";
import { listLibrary } from "@/lib/feeds/taste/library";
import { type Query, queryValue } from "@/lib/web/query";
import { requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Imported papers", robots: { index: false } };

export default async function LibraryPage({ searchParams }: { searchParams: Query }) {
  const viewer = await requireViewer("/interests/library");
  const after = await queryValue(searchParams, "after");
  return <LibraryView page={await listLibrary(viewer, { after })} further={Boolean(after)} />;
}
